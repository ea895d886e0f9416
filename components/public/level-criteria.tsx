import { Plate, plateLetter } from '@/components/ui/plate';

type Level = { id: string; name: string; criteria: { key: string; title: string }[] };

/** The levels, lowest first, each with what it asks for. */
export function LevelCriteria({ levels }: { levels: Level[] }) {
  return (
    <ol className="levels">
      {levels.map(({ id, name, criteria }) => (
        <li key={id}>
          <h3>
            <Plate letter={plateLetter(name)} /> {name}
          </h3>
          <ul className="small mt-1 grid gap-1">
            {criteria.map(({ key, title }) => (
              <li key={key}>{title}</li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
