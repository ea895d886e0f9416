import Link from 'next/link';
import { Shape, type ShapeName } from '@/components/ui/shape';
import type { Board } from '@/lib/workflow/program-views';
import { applicationStates } from '@/lib/workflow/status';
import { count } from '@/lib/words';
import { daysSince } from './waiting';

type Need = { shape: ShapeName; text: string; href: string; link: string };

/** How many days with the reviewers are worth a coordinator's look. */
export const longReview = 14;

const shown = (status: string) => `?${new URLSearchParams({ status }).toString()}#applications`;

/** What else a coordinator is asked for: appeals, clarifications and corrections, one line for each kind. */
function others(all: Board['all']): Need[] {
  const told: readonly string[] = [
    applicationStates['decision-due'].staff,
    applicationStates.unassigned.staff,
    applicationStates.stranded.staff,
  ];
  const asked = all.filter(({ view }) => view.next === 'coordinator' && !told.includes(view.staff));
  return [...new Set(asked.map(({ view }) => view.staff))].map((status) => {
    const lines = asked.filter(({ view }) => view.staff === status);
    // The appeals that wait stand on the board themselves.
    if (status === applicationStates.appealed.staff)
      return {
        shape: 'turn',
        text: `${count(lines.length, 'application')}: ${status.toLowerCase()}`,
        href: '#appeals',
        link: 'Choose who rules',
      };
    return {
      shape: 'turn',
      text: `${count(lines.length, 'application')}: ${status.toLowerCase()}`,
      href: lines.length === 1 ? `/applications/${lines[0]!.id}#review` : shown(status),
      link: 'Look',
    };
  });
}

/** What waits for a coordinator, most pressing first. */
function needsOf({ all, at, cycle }: Board): Need[] {
  const due = all.filter((line) => line.view.staff === applicationStates['decision-due'].staff);
  const unassigned = all.filter((line) => line.view.staff === applicationStates.unassigned.staff);
  const partly = all.filter((line) => line.reviewers.length > 0 && line.withoutReader > 0);
  const slow = all.filter((line) => line.view.next === 'reviewers' && daysSince(line.since, at) > longReview);
  const stranded = all.filter((line) => line.view.staff === applicationStates.stranded.staff);
  const first = (lines: typeof all) => (lines.length === 1 ? `/applications/${lines[0]!.id}#review` : undefined);
  const needs: Need[] = [];
  if (due.length > 0)
    needs.push({
      shape: 'full',
      text: `${count(due.length, 'application')} ${due.length === 1 ? 'is' : 'are'} ready for a decision`,
      href: first(due) ?? shown(applicationStates['decision-due'].staff),
      link: due.length === 1 ? 'Decide' : 'Show them',
    });
  if (unassigned.length > 0)
    needs.push({
      shape: 'arrow',
      text: `${count(unassigned.length, 'application')} ${unassigned.length === 1 ? 'has' : 'have'} no reviewer`,
      href: first(unassigned) ?? shown(applicationStates.unassigned.staff),
      link: 'Assign',
    });
  needs.push(...others(all));
  if (partly.length > 0)
    needs.push({
      shape: 'arrow',
      text: `${count(partly.length, 'application')} ${partly.length === 1 ? 'has' : 'have'} steps that nobody reads`,
      href: '/programs/assign',
      link: 'Assign them',
    });
  if (slow.length > 0)
    needs.push({
      shape: 'triangle',
      text: `${count(slow.length, 'review')} ${slow.length === 1 ? 'has' : 'have'} waited more than ${longReview} days`,
      href: first(slow) ?? '?next=reviewers#applications',
      link: 'Remind or reassign',
    });
  if (stranded.length > 0 && cycle)
    needs.push({
      shape: 'turn',
      text: `${count(stranded.length, 'town')} ${stranded.length === 1 ? 'has' : 'have'} no open round left`,
      href: `/programs/cycles/${cycle.id}`,
      link: 'Add a round or extend a deadline',
    });
  return needs;
}

/** What waits for a coordinator, each with its one link. */
export function NeedsYou({ board }: { board: Board }) {
  const needs = needsOf(board);
  return (
    <section className="region" aria-labelledby="needs">
      <h3 id="needs">
        Needs you <span>{needs.length}</span>
      </h3>
      {needs.length === 0 ? (
        <p className="small soft mt-2">Nothing waits for a coordinator.</p>
      ) : (
        <ul className="crit">
          {needs.map((need) => (
            <li key={need.text}>
              <Shape name={need.shape} />
              <span>
                <b>{need.text}</b>
                <Link href={need.href}>{need.link}</Link>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
