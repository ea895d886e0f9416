import Link from 'next/link';
import { LinkButton } from '@/components/ui/link-button';
import { NextBar } from '@/components/ui/next-bar';
import { applicationStates, turnWords } from '@/lib/workflow/status';
import type { ApplicationView } from '@/lib/workflow/views';
import { count, day, instant, isoDay, list } from '@/lib/words';

const dayMs = 86_400_000;

/** "today", "tomorrow", "in 17 days", counted on the calendar of Connecticut. */
function daysUntil(deadline: Date, at: Date): string {
  const days = Math.round((Date.parse(isoDay(deadline)) - Date.parse(isoDay(at))) / dayMs);
  if (days < 0) return 'past';
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
}

const is = ({ view }: ApplicationView, state: keyof typeof applicationStates) =>
  view.staff === applicationStates[state].staff;

/** The clock of whoever acts: the round that is open, or that none is. */
function Clock({ view, at }: { view: ApplicationView; at: Date }) {
  const { town, openRound: round } = view;
  if (is(view, 'clarifying'))
    return <p>Only the step that is asked about is open. A contact sends the clarification from its page.</p>;
  if (!round)
    return (
      <p>
        No round of this cycle is open for {town.name} now. The answers are kept; a coordinator can extend the deadline.
      </p>
    );
  return (
    <p>
      Round {round.number} closes on {instant(round.deadline)}, {daysUntil(round.deadline, at)}.
      {view.review.revise > 0 && ' Approved steps are locked and safe.'}
    </p>
  );
}

/** Leads an editor of the town to what it does next. */
function TownTurn({ view }: { view: ApplicationView }) {
  const first = view.actions.find((row) => row.status.kind === 'turn') ?? view.actions.find((row) => row.note);
  const toFix = is(view, 'clarifying') ? 'Answer it' : 'Fix the first step';
  return (
    <LinkButton href={first?.note?.href ?? first?.href ?? `/applications/${view.id}/add`}>
      {first?.status.kind === 'turn' ? toFix : first ? 'Go on' : 'Add the first action'}
    </LinkButton>
  );
}

function Town({ view, at }: { view: ApplicationView; at: Date }) {
  const answers = view.can.answer.ok === true;
  const gives = view.view.next === 'coordinator' && view.can.decide.ok === true;
  return (
    <NextBar
      who={(answers && view.view.next === 'town') || gives ? 'you' : 'others'}
      title={turnWords(view.view, view.town.name)}
      action={
        gives ? <LinkButton href="/programs/cycles">Give more time</LinkButton> : answers && <TownTurn view={view} />
      }
    >
      <Clock view={view} at={at} />
    </NextBar>
  );
}

/** A decision stands until the correction that waits is confirmed; who confirms it reads it below. */
function Correction({ view }: { view: ApplicationView }) {
  const { certification: held, town } = view;
  const level = held && view.rulebook.levels.find((one) => one.id === held.level)?.name;
  return (
    <NextBar
      who={view.can.correct.ok === true ? 'you' : 'others'}
      title={turnWords(view.view, town.name)}
      action={
        view.can.correct.ok === true ? (
          <LinkButton href="#review">Read what is proposed</LinkButton>
        ) : (
          held && <LinkButton href={`/towns/${town.slug}`}>See the public report</LinkButton>
        )
      }
    >
      <p>
        {level && held
          ? `Until then ${town.name} stays certified ${level}, to ${day(held.until)}.`
          : 'Until then the decision stands as it is.'}
      </p>
    </NextBar>
  );
}

/** Leads whoever acts on a review to where it is done. */
function OwnTurn({ view }: { view: ApplicationView }) {
  if (is(view, 'decision-due')) return <LinkButton href="#decision">Go to the decision</LinkButton>;
  const { ruled, steps } = view.review;
  if (is(view, 'unassigned') && ruled < steps) return <LinkButton href="#reviewers">Assign a reviewer</LinkButton>;
  if (is(view, 'appealed')) return <LinkButton href="#appeals">Go to the appeals</LinkButton>;
  if (is(view, 'correction-owed')) return <LinkButton href="#review">Go to the decision</LinkButton>;
  if (is(view, 'reviewing') || is(view, 'unassigned'))
    return ruled === steps && <LinkButton href="#send">Go and send the round</LinkButton>;
  const step = view.actions.find(({ status }) => status.kind === 'turn');
  return step && <LinkButton href={step.href}>Go to the step</LinkButton>;
}

function Others({ view }: { view: ApplicationView }) {
  const { next } = view.view;
  const reviews = view.can.send.ok === true && view.can.decide.ok !== true;
  const mine = next === 'coordinator' ? view.can.decide.ok === true : reviews;
  const reviewers = list(view.reviewers.map((reviewer) => reviewer.name));
  const { ruled, steps } = view.review;
  if (view.status === 'decided')
    return (
      <NextBar
        who={next === 'coordinator' && mine ? 'you' : 'others'}
        title={turnWords(view.view, view.town.name)}
        action={next === 'coordinator' && mine && <OwnTurn view={view} />}
      >
        <p>
          {view.certification
            ? `${view.town.name} stays certified until the decision is changed.`
            : 'The decision stands until it is changed.'}
        </p>
      </NextBar>
    );
  return (
    <NextBar
      who={mine ? 'you' : 'others'}
      title={turnWords(view.view, view.town.name)}
      action={mine && <OwnTurn view={view} />}
    >
      <p>
        {view.reviewers.length === 0
          ? `Round ${view.round} is submitted. The answers are locked until the reviewers have ruled.`
          : `${reviewers} ${view.reviewers.length === 1 ? 'reviews' : 'review'} round ${view.round}. ${ruled} of ${count(steps, 'step')} ${ruled === 1 ? 'is' : 'are'} ruled. The answers are locked meanwhile.`}
      </p>
    </NextBar>
  );
}

/** Who acts next on an application, and by when; nothing is left to do once it is decided or withdrawn. */
export function NextStep({ view, at }: { view: ApplicationView; at: Date }) {
  if (view.view.next === 'town' || is(view, 'stranded')) return <Town view={view} at={at} />;
  if (is(view, 'correction-due')) return <Correction view={view} />;
  if (view.view.next !== 'nobody') return <Others view={view} />;
  const { certification } = view;
  if (view.status === 'withdrawn' || view.status === 'draft')
    return (
      <NextBar who="others" title={`This application was ${view.status === 'draft' ? 'not submitted' : 'withdrawn'}`}>
        <p>Its answers are kept. Nothing is to be done.</p>
      </NextBar>
    );
  const level = view.rulebook.levels.find((one) => one.id === certification?.level)?.name ?? null;
  return (
    <NextBar
      who="others"
      title={
        certification ? `${view.town.name} is certified ${level} until ${day(certification.until)}` : view.view.town
      }
      action={certification && <LinkButton href={`/towns/${view.town.slug}`}>See the public report</LinkButton>}
    >
      <p>
        {certification
          ? `Awarded on ${day(certification.awardedOn)} with ${count(certification.points, 'point')}. Nothing is to be done.`
          : is(view, 'revoked')
            ? 'Nothing of this application counts as credited any more.'
            : 'Approved steps stay on the town’s ledger and can be looked back on in a later year.'}
      </p>
      {view.can.letters.ok === true && (
        <p>
          <Link href={`/applications/${view.id}/letters`}>Read the letter about the decision</Link>
        </p>
      )}
    </NextBar>
  );
}
