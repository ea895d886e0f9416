import { Plate, plateLetter } from '@/components/ui/plate';
import type { Rung } from '@/lib/workflow/public-views';

/** The ladder of points: one rung for each further row or step, with the levels that ask for it. */
export function Ladder({ rungs }: { rungs: Rung[] }) {
  return (
    <ol className="ladder">
      {rungs.map(({ points, label, levels }) => (
        <li key={points}>
          <span>
            <b>{points}</b>
            <span className="xs soft">{label}</span>
          </span>
          {levels.map(({ name, words }) => (
            <span className="flag" key={name}>
              <Plate letter={plateLetter(name)} />
              <span>{words}</span>
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}
