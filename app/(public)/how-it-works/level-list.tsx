import { Plate, plateLetter } from '@/components/ui/plate';
import type { Rulebook } from '@/lib/rulebook/schema';

/** The levels of a rulebook with what each asks for, in the rulebook's own figures. */
export function LevelList({ rulebook }: { rulebook: Rulebook }) {
  return (
    <ol className="levels">
      {rulebook.levels.map(({ id, name, criteria }) => (
        <li key={id}>
          <h3>
            <Plate letter={plateLetter(name)} /> {name}
          </h3>
          <div className="prose">
            <ul>
              {criteria.map(({ key, title }) => (
                <li key={key}>{title}</li>
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ol>
  );
}
