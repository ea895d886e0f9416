export type PointsColumn = 'claimed' | 'documented' | 'awarded';

const green = 'var(--color-green)';
const boxed = <rect x="1" y="1" width="10" height="10" fill="#fff" stroke={green} strokeWidth="1.6" />;
const drawings: Record<PointsColumn, React.ReactNode> = {
  claimed: boxed,
  documented: (
    <>
      {boxed}
      <path d="M1 6 6 1M1 11 11 1M6 11l5-5" stroke={green} strokeWidth="1.6" />
    </>
  ),
  awarded: <rect width="12" height="12" fill={green} />,
};

export const pointsWord: Record<PointsColumn, string> = {
  claimed: 'Claimed',
  documented: 'Documented',
  awarded: 'Awarded',
};

/** The key of a points column with its word: claimed hollow, documented hatched, awarded solid. */
export function PointsKey({ column }: { column: PointsColumn }) {
  return (
    <span className="nowrap">
      <svg className="key" viewBox="0 0 12 12" aria-hidden="true">
        {drawings[column]}
      </svg>
      {pointsWord[column]}
    </span>
  );
}

/** The three columns of points, always in this order and always worded. `awarded: null` before any ruling. */
export function PointsTriple({
  claimed,
  documented,
  awarded,
}: {
  claimed: number;
  documented: number;
  awarded: number | null;
}) {
  return (
    <dl className="triple">
      <div>
        <dt>
          <PointsKey column="claimed" />
        </dt>
        <dd>{claimed}</dd>
      </div>
      <div>
        <dt>
          <PointsKey column="documented" />
        </dt>
        <dd>{documented}</dd>
      </div>
      <div className="aw">
        <dt>
          <PointsKey column="awarded" />
        </dt>
        <dd>{awarded ?? <span className="none">no ruling</span>}</dd>
      </div>
    </dl>
  );
}
