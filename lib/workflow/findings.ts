import { partnersKey } from '@/lib/rulebook/fields';
import { actionName, findAction, findStep } from '@/lib/rulebook/published';
import type { Action, Rulebook, Step } from '@/lib/rulebook/schema';
import type { ApplicationFile } from '@/lib/scoring/facts';
import type { Score, StepScore } from '@/lib/scoring/result';
import { changeWords, outsideChanges, type EarlierRound } from '@/lib/workflow/changes';
import { linkWords, type LinkView } from '@/lib/workflow/link-words';
import { answerHref } from '@/lib/workflow/links';
import { submittedSteps } from '@/lib/workflow/ruling';
import { outcomeState } from '@/lib/workflow/status';
import type { RulingOutcome } from '@/lib/workflow/application';
import { list } from '@/lib/words';
import { activityFindings, type ActivityClaim } from './activity-findings';

/** `settle` before ruling, `look` at it, or just `know` it. */
export type Severity = 'settle' | 'look' | 'know';

/** Parts of the review desk that a finding leads to. */
type Place = 'since' | 'asks' | 'answers' | 'evidence' | 'ruling';

/** What is found of one step, before its place is made an address. */
export type Found = { kind: string; severity: Severity; message: string; clause: string; place: Place };

/** Something a reviewer should know of a step, with the clause it rests on and the address where it is. */
export type Finding = Omit<Found, 'place'> & { action: string; step: string; href: string };

/** One cited piece of evidence, with what tells it from others: its hash or its address. */
export type CitedPiece = {
  action: string;
  step: string;
  evidence: string;
  title: string;
  mark: string;
  link: LinkView | null;
};

/** A ruled step of another application of the town that uses the same file or link. */
export type UseElsewhere = { evidence: string; year: number; action: string; step: string; outcome: RulingOutcome };

export type FindingFacts = {
  application: string;
  rulebook: Rulebook;
  file: ApplicationFile;
  score: Score;
  pieces: readonly CitedPiece[];
  uses: readonly UseElsewhere[];
  claims: readonly ActivityClaim[];
  earlier: ReadonlyMap<string, EarlierRound>;
};

/** One submitted step with all that its findings are computed from. */
type Subject = { facts: FindingFacts; action: Action; step: Step; scored: StepScore };

const order: readonly Severity[] = ['settle', 'look', 'know'];
const word = (outcome: RulingOutcome) => `ruled “${outcomeState(outcome).staff}”`;

function datesOutside({ scored, step }: Subject): Found[] {
  const outside = (kind: string) => kind === 'not-creditable' || kind === 'not-completed';
  const rows = scored.rows.flatMap(({ number, credit }): Found[] =>
    credit && outside(credit.kind)
      ? [
          {
            kind: 'outside-window',
            severity: 'look',
            message: `Row ${number}: ${credit.because}`,
            clause: credit.clause,
            place: 'answers',
          },
        ]
      : [],
  );
  if (step.dated !== 'step' || !outside(scored.credit.kind)) return rows;
  const { because, clause } = scored.credit;
  return [{ kind: 'outside-window', severity: 'settle', message: because, clause, place: 'asks' }, ...rows];
}

function linksToCheck({ facts, action, step }: Subject): Found[] {
  const own = facts.pieces.filter((piece) => piece.action === action.id && piece.step === step.key);
  return own.flatMap(({ title, link }): Found[] =>
    link && link.state !== 'alive'
      ? [
          {
            kind: `link-${link.state}`,
            severity: link.state === 'gone' ? 'look' : 'know',
            message: `The link “${title}”: ${linkWords(link)}`,
            clause: step.clause,
            place: 'evidence',
          },
        ]
      : [],
  );
}

function recommended({ scored }: Subject): Found[] {
  return scored.requirements
    .filter((line) => line.strength === 'should' && line.verdict.ok !== true)
    .map((line) => ({
      kind: 'should-unmet',
      severity: 'know',
      message: `Recommended, and ${line.verdict.ok === false ? 'not met' : 'not known to be met'}: ${line.title}.`,
      clause: line.clause,
      place: 'asks',
    }));
}

/** A ruling other than the answers and the evidence compute to; whether it says why. */
function againstComputed({ facts, action, step, scored }: Subject): Found[] {
  const unmet = scored.requirements.filter((line) => line.strength === 'must' && line.verdict.ok === false);
  const said =
    scored.ruling === 'approved' && scored.awarded !== scored.documented
      ? `Approved with ${scored.awarded} points; ${scored.documented} are documented.`
      : scored.ruling === 'approved' && unmet.length > 0
        ? `Approved, though this is required and not met: ${unmet[0]!.title}.`
        : scored.ruling === 'not-approved' && scored.documented > 0 && unmet.length === 0
          ? `Not approved, though ${scored.documented} points are documented and nothing required is unmet.`
          : '';
  if (!said) return [];
  const rulings = facts.file.submissions.find((one) => one.action === action.id)?.rulings ?? [];
  const reasoned = rulings.some((ruling) => ruling.step === step.key && ruling.reason);
  const ask = reasoned ? 'The ruling says why.' : 'Give the town a reason.';
  return [
    {
      kind: 'against-computed',
      severity: reasoned ? 'know' : 'settle',
      message: `${said} ${ask}`,
      clause: unmet[0]?.clause ?? scored.clause,
      place: 'ruling',
    },
  ];
}

/** Where else a step's evidence is attached, and how that was ruled. */
type Use = { title: string; action: string; step: string; year: number | null; outcome: RulingOutcome };

function usesOf({ facts, action, step }: Subject): Use[] {
  const own = facts.pieces.filter((piece) => piece.action === action.id && piece.step === step.key);
  const rulingOf = (piece: CitedPiece) =>
    facts.score.actions
      .find((one) => one.action === piece.action)
      ?.steps.find((one) => one.key === piece.step && one.begun && !one.leftOut)?.ruling ?? null;
  return own.flatMap(({ title, mark, evidence }): Use[] => [
    ...facts.pieces.flatMap((other): Use[] => {
      const apart = other.action !== action.id || other.step !== step.key;
      const outcome = apart && other.mark === mark ? rulingOf(other) : null;
      return outcome ? [{ title, action: other.action, step: other.step, year: null, outcome }] : [];
    }),
    ...facts.uses.filter((use) => use.evidence === evidence).map((use): Use => ({ ...use, title })),
  ]);
}

/** The most titles that one finding names. */
const mostTitles = 3;

/**
 * Evidence that was ruled otherwise at another step, one finding for each such step. A step without a ruling has no other
 * one: then only what was not approved elsewhere is told.
 */
function usedWithOtherRuling(subject: Subject): Found[] {
  const { facts, step, scored } = subject;
  const differs = ({ outcome }: Use) => (scored.ruling === null ? outcome !== 'approved' : outcome !== scored.ruling);
  const uses = usesOf(subject).filter(differs);
  const place = ({ action, step: at, year, outcome }: Use) => {
    const found = findAction(facts.rulebook, action);
    const where = `step ${at} of ${found ? actionName(found) : action}`;
    return year === null
      ? `also attached to ${where}, ${word(outcome)}`
      : `attached to ${where} in ${year}, ${word(outcome)}`;
  };
  return [...new Set(uses.map(place))].map((where): Found => {
    const here = uses.filter((use) => place(use) === where);
    const titles = [...new Set(here.map(({ title }) => `“${title}”`))];
    const more = titles.length - mostTitles;
    const named = more > 0 ? [...titles.slice(0, mostTitles), `${more} more`] : titles;
    const verb = here[0]!.year === null ? ['is', 'are'] : ['was', 'were'];
    return {
      kind: 'same-evidence',
      severity: 'look',
      message: `${list(named)} ${verb[titles.length === 1 ? 0 : 1]} ${where}.`,
      clause: step.clause,
      place: 'evidence',
    };
  });
}

/** Toolkits on an action that was not approved, as scoring tells them. */
function targetsNotApproved({ facts, action, step }: Subject): Found[] {
  return facts.score.problems
    .filter(({ code, path }) => code === 'target-not-approved' && path.startsWith(`${action.id}/${step.key}.`))
    .map(({ message }) => ({
      kind: 'target-not-approved',
      severity: 'settle',
      message,
      clause: step.clause,
      place: 'answers',
    }));
}

function changedOutside(facts: FindingFacts): Finding[] {
  return facts.file.submissions.flatMap((present) => {
    const action = findAction(facts.rulebook, present.action);
    const earlier = facts.earlier.get(present.action);
    if (!action || !earlier || present.leftOut) return [];
    return outsideChanges(action, earlier, present).map(({ step, changes }): Finding => {
      const ruled = earlier.ruled[step];
      const what = changes.map((change) => `${change.change} ${changeWords(change).many}`).join(', ');
      return {
        kind: 'changed-outside',
        severity: 'look',
        message:
          step === partnersKey
            ? `The partners section changed since round ${earlier.round}, though no step of this action was returned.`
            : `Changed since round ${earlier.round}, though it was ${ruled ? word(ruled) : 'ruled on'} and not returned: ${what}.`,
        clause: findStep(action, step)?.clause ?? 'Engaging Partners',
        action: action.id,
        step,
        href: `${answerHref(facts.application, action.id, findStep(action, step) ? step : action.steps[0]?.key)}#since`,
      };
    });
  });
}

const perStep: readonly ((subject: Subject) => Found[])[] = [
  datesOutside,
  targetsNotApproved,
  againstComputed,
  usedWithOtherRuling,
  linksToCheck,
  recommended,
];

/** Everything found of the submitted steps of an application: what to settle first, then what to look at, then the rest. */
export function findings(facts: FindingFacts): Finding[] {
  const activities = activityFindings(facts.rulebook, facts.file, facts.claims);
  const found = submittedSteps(facts.score).flatMap((scored) => {
    const action = findAction(facts.rulebook, scored.action);
    const step = action && findStep(action, scored.key);
    if (!step) return [];
    const own = activities.filter((one) => one.action === action.id && one.step === step.key);
    const all: Found[] = [
      ...own.map(({ kind, severity, message }): Found => ({
        kind,
        severity,
        message,
        clause: step.clause,
        place: 'answers',
      })),
      ...perStep.flatMap((look) => look({ facts, action, step, scored })),
    ];
    return all.map(({ place, ...rest }): Finding => ({
      ...rest,
      action: action.id,
      step: step.key,
      href: `${answerHref(facts.application, action.id, step.key)}#${place}`,
    }));
  });
  return [...found, ...changedOutside(facts)].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}
