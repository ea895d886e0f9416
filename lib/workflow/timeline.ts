import { day, instant } from '@/lib/words';
import { turnWords, type StatusView } from '@/lib/workflow/status';
import type { CertificationRef, TimelineEntry } from '@/lib/workflow/views';

type Milestone = { when: Date; who: string | null; text: string };
type Facts = {
  view: StatusView;
  town: string;
  past: readonly Milestone[];
  /** Rounds that can still be submitted to, first one next. */
  rounds: readonly { number: number; deadline: Date; reviewBy: Date | null }[];
  held: CertificationRef | null;
};

/** What has happened, who acts now, and what is to come, in that order. */
export function timelineOf(f: Facts): TimelineEntry[] {
  const entries: TimelineEntry[] = f.past.map((m) => ({ ...m, state: 'past' }));
  if (f.view.next !== 'nobody')
    entries.push({ when: null, state: 'now', who: null, text: `${turnWords(f.view, f.town)}.` });
  if (f.view.next === 'town')
    for (const [index, round] of f.rounds.entries()) {
      const later = f.rounds[index + 1];
      const late = later ? ` Late work goes to round ${later.number}.` : ' It is the last round.';
      entries.push({
        when: round.deadline,
        state: 'later',
        who: null,
        text: `Round ${round.number} closes ${instant(round.deadline)}.${late}`,
      });
      if (index === 0 && round.reviewBy)
        entries.push({
          when: round.reviewBy,
          state: 'later',
          who: null,
          text: `Reviewers rule on round ${round.number}.`,
        });
    }
  else if (f.view.by) entries.push({ when: f.view.by, state: 'later', who: null, text: 'Rulings are expected.' });
  if (f.held)
    entries.push({
      when: new Date(`${f.held.until}T17:00:00Z`),
      state: 'later',
      who: null,
      text: `${f.town}’s present certification ends ${day(f.held.until)}.`,
    });
  const later = entries.filter((e) => e.state === 'later');
  later.sort((a, b) => (a.when?.getTime() ?? 0) - (b.when?.getTime() ?? 0));
  return [...entries.filter((e) => e.state !== 'later'), ...later];
}
