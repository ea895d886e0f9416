import { LinkButton } from '@/components/ui/link-button';
import { NextBar } from '@/components/ui/next-bar';
import type { ApplicationView } from '@/lib/workflow/views';
import { count, day, instant, isoDay, list } from '@/lib/words';

const dayMs = 86_400_000;

/** "today", "tomorrow", "in 17 days", counted on the calendar of Connecticut. */
export function daysUntil(deadline: Date, at: Date): string {
  const days = Math.round((Date.parse(isoDay(deadline)) - Date.parse(isoDay(at))) / dayMs);
  if (days < 0) return 'past';
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
}

const returned = (view: ApplicationView) =>
  view.score.actions.flatMap((action) => action.steps).filter((step) => step.ruling === 'revise').length;

function Town({ view, at }: { view: ApplicationView; at: Date }) {
  const { town, openRound: round } = view;
  const fixes = view.status === 'returned' ? returned(view) : 0;
  const deed = fixes > 0 ? `fix ${count(fixes, 'returned step')}` : 'fill in the actions and submit';
  const by = round ? ` by ${day(isoDay(round.deadline))}` : '';
  const first = view.actions.find((row) => row.status.kind === 'turn') ?? view.actions.find((row) => row.note);
  const edits = view.can.edit.ok === true;
  return (
    <NextBar
      who={edits ? 'you' : 'others'}
      title={`${town.name} acts next: ${deed}${by}`}
      action={
        edits && (
          <LinkButton href={first?.note?.href ?? `/applications/${view.id}/add`}>
            {fixes > 0 ? 'Fix the first step' : first ? 'Go on' : 'Add the first action'}
          </LinkButton>
        )
      }
    >
      {round ? (
        <p>
          Round {round.number} closes on {instant(round.deadline)}, {daysUntil(round.deadline, at)}.
          {fixes > 0 && ' Approved steps are locked and safe.'}
        </p>
      ) : (
        <p>
          No round of this cycle is open for {town.name} now. The answers are kept; a coordinator can extend the
          deadline.
        </p>
      )}
    </NextBar>
  );
}

function Others({ view }: { view: ApplicationView }) {
  const reviewers = list(view.reviewers.map((reviewer) => reviewer.name));
  if (view.view.next === 'reviewers') {
    const by = view.view.by ? ` by ${day(isoDay(view.view.by))}` : '';
    return (
      <NextBar
        who={view.can.send.ok === true && view.can.decide.ok !== true ? 'you' : 'others'}
        title={`The reviewers act next: they rule on each step${by}`}
      >
        <p>
          {reviewers} {view.reviewers.length === 1 ? 'reviews' : 'review'} round {view.round}. {view.review.ruled} of{' '}
          {count(view.review.steps, 'step')} {view.review.ruled === 1 ? 'is' : 'are'} ruled. The answers are locked
          meanwhile.
        </p>
      </NextBar>
    );
  }
  return (
    <NextBar
      who={view.can.decide.ok === true ? 'you' : 'others'}
      title={
        view.view.kind === 'ready'
          ? 'A coordinator acts next: a decision is due'
          : 'A coordinator acts next: reviewers are to be assigned'
      }
    >
      <p>
        {view.view.kind === 'ready'
          ? 'Every submitted step has a ruling. The coordinator decides on the level.'
          : `Round ${view.round} is submitted. The answers are locked until the reviewers have ruled.`}
      </p>
    </NextBar>
  );
}

/** Who acts next on an application, and by when; nothing is left to do once it is decided or withdrawn. */
export function NextStep({ view, at }: { view: ApplicationView; at: Date }) {
  if (view.view.next === 'town') return <Town view={view} at={at} />;
  if (view.view.next !== 'nobody') return <Others view={view} />;
  const { certification } = view;
  if (view.status === 'withdrawn')
    return (
      <NextBar who="others" title="This application was withdrawn">
        <p>Its answers are kept. Nothing is to be done.</p>
      </NextBar>
    );
  const level = view.rulebook.levels.find((one) => one.id === certification?.level)?.name;
  return (
    <NextBar
      who="others"
      title={
        certification
          ? `${view.town.name} is certified ${level} until ${day(certification.until)}`
          : 'Decided: no level was reached'
      }
      action={certification && <LinkButton href={`/towns/${view.town.slug}`}>See the public report</LinkButton>}
    >
      <p>
        {certification
          ? `Awarded on ${day(certification.awardedOn)} with ${count(certification.points, 'point')}. Nothing is to be done.`
          : 'Approved steps stay on the town’s ledger and can be looked back on in a later year.'}
      </p>
    </NextBar>
  );
}
