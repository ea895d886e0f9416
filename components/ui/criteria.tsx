import { Shape } from './shape';

export type Criterion = {
  met: 'yes' | 'no' | 'unknown';
  name: React.ReactNode;
  detail?: React.ReactNode;
  /** The one link to where it is done. */
  fix?: React.ReactNode;
};

const looks = {
  yes: { shape: 'tick', className: 'ok', word: 'Met: ' },
  no: { shape: 'cross', className: 'no', word: 'Not met: ' },
  unknown: { shape: 'dashed', className: 'unk', word: 'Not known yet: ' },
} as const;

/** Criteria with their three-valued verdicts, what is missing and where to go. */
export function Criteria({ criteria }: { criteria: Criterion[] }) {
  return (
    <ul className="crit">
      {criteria.map(({ met, name, detail, fix }, index) => (
        <li key={index}>
          <Shape name={looks[met].shape} className={looks[met].className} />
          <span>
            <b>
              <span className="vh">{looks[met].word}</span>
              {name}
            </b>
            {detail}
            {fix && <span className="fix">{fix}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
