import { Plate } from '@/components/ui/plate';
import type { TownLine } from '@/lib/workflow/program-views';
import { standingGroup, standingWords, type StandingGroup } from '@/lib/workflow/town-standing';
import { tileLetters } from './council-map';

const groups: StandingGroup[] = ['gold', 'silver', 'bronze', 'registered', 'none'];

/** What the letters of the map mean, with the number of towns as a bar. */
export function Legend({ towns }: { towns: TownLine[] }) {
  const counts = groups.map((group) => towns.filter((line) => standingGroup(line.standing) === group).length);
  const most = Math.max(...counts, 1);
  return (
    <section className="region" aria-labelledby="letters">
      <h3 id="letters">
        What the letters mean <span>towns</span>
      </h3>
      <ul className="legend mt-2">
        {groups.map((group, index) => (
          <li key={group}>
            <Plate letter={tileLetters[group]} />
            <span>
              {standingWords[group]}
              <svg className="block mt-1 w-full h-[5px]" aria-hidden="true">
                <rect width={`${(100 * (counts[index] ?? 0)) / most}%`} height="100%" />
              </svg>
            </span>
            <span className="n">{counts[index]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
