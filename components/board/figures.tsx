import type { Board } from '@/lib/workflow/program-views';
import { day, isoDay } from '@/lib/words';
import { longReview } from './needs-you';
import { daysSince } from './waiting';

/** The state of the program in five figures, each with its words. */
export function Figures({ board: { towns, all, cycle, openRound, at } }: { board: Board }) {
  const certified = towns.filter((line) => line.standing.level).length;
  const open = all.filter((line) => line.view.next !== 'nobody').length;
  const returned = all.filter((line) => line.status === 'returned').length;
  const reviewing = all.filter((line) => line.view.next === 'reviewers');
  const slow = reviewing.filter((line) => daysSince(line.since, at) > longReview).length;
  const due = all.filter((line) => line.view.next === 'coordinator').length;
  const figures: { value: number; words: string }[] = [
    { value: certified, words: `towns certified today, of ${towns.length}` },
    { value: open, words: cycle ? `applications open in ${cycle.year}` : 'applications open' },
    { value: returned, words: 'returned, waiting for the town' },
    {
      value: reviewing.length,
      words: slow > 0 ? `with reviewers; ${slow} of them for more than ${longReview} days` : 'with reviewers',
    },
    openRound
      ? {
          value: daysSince(at, openRound.deadline),
          words: `days until round ${openRound.number} closes, ${day(isoDay(openRound.deadline))}`,
        }
      : { value: due, words: 'waiting for a coordinator; no round is open' },
  ];
  return (
    <dl className="figs">
      {figures.map(({ value, words }) => (
        <div key={words} className="flex flex-col">
          <dt className="order-2">{words}</dt>
          <dd className="order-1">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
