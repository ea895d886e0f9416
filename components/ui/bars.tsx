import { Table } from './table';

export type Bar = { id: string; number?: string; label: string; value: number };

/** Bars from zero with their numbers, and the same figures as a table on request. */
export function Bars({
  bars,
  caption,
  unit = 'Points',
  table = true,
}: {
  bars: Bar[];
  caption: string;
  unit?: string;
  /** Leave the twin out only where the page shows the same table itself. */
  table?: boolean;
}) {
  const longest = Math.max(...bars.map(({ value }) => value), 1);
  return (
    <>
      <ul className="bars" aria-label={caption}>
        {bars.map(({ id, number, label, value }) => (
          <li key={id} className="bar">
            <span className="softer num">{number}</span>
            <span className="nm">{label}</span>
            <svg className="t" aria-hidden="true">
              <rect width={`${(100 * value) / longest}%`} height="100%" />
            </svg>
            <span className="n">{value}</span>
          </li>
        ))}
      </ul>
      {table && (
        <details className="twin">
          <summary>Read it as a table</summary>
          <Table
            caption={caption}
            columns={[
              { key: 'label', head: 'Name', names: true, cell: (bar) => bar.label },
              {
                key: 'value',
                head: unit,
                numeric: true,
                label: `${unit}:`,
                cell: (bar) => bar.value,
              },
            ]}
            rows={bars}
            rowKey={(bar) => bar.id}
          />
        </details>
      )}
    </>
  );
}
