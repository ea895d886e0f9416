import { Clause } from '@/components/ui/clause';
import { Tag } from '@/components/ui/tag';
import type { Rulebook, Step } from '@/lib/rulebook/schema';
import type { StepScore } from '@/lib/scoring/result';
import { windowStart } from '@/lib/scoring/window';
import type { SubmissionView } from '@/lib/workflow/views';
import { day, instant } from '@/lib/words';
import { stepStanding } from './step-rail';

/** What may be credited, in one sentence, with the window of this year. */
function creditWords(step: Step, timeframe: Rulebook['timeframe'], year: number): string {
  const start = day(windowStart(timeframe, year)).replace(/^\w+, /, '');
  const rows = step.dated === 'step' ? 'work completed' : 'what was completed';
  if (step.credit.length === 1) return `New credit only: ${rows} since ${start}.`;
  return `New credit: ${rows} since ${start}. Older work can earn rolling credit if it still makes a difference.`;
}

/** The title of a step, how it stands, and what it asks; the head of its form. */
export function StepHead({ view, step, score }: { view: SubmissionView; step: Step; score: StepScore }) {
  const status = stepStanding(view, score);
  const by = view.application.openRound && instant(view.application.openRound.deadline);
  const act = status.kind === 'turn' ? `${view.application.town.name} acts${by ? `, by ${by}` : ''}` : '';
  const activity = step.fields.some((field) => field.kind === 'rows' && field.activity);
  const { timeframe } = view.rulebook;
  return (
    <>
      <header>
        <h2 id="step-title">
          {step.key} {step.title}
        </h2>
        <p>
          <Tag kind={status.kind}>{status.word}</Tag> {act}
        </p>
      </header>
      <p className="max-w-prose mb-2">
        {step.asks} <Clause href={`/actions/${view.action.id}`}>{step.clause}</Clause>
      </p>
      <p className="hint max-w-prose mb-3">
        {creditWords(step, timeframe, view.application.year)}
        {activity && ' A training used here cannot also earn points in another training or event action.'}{' '}
        <Clause>{timeframe.newClause}</Clause>
      </p>
    </>
  );
}

/** The head of the partners section. */
export function PartnersHead({ clause }: { clause: string }) {
  return (
    <>
      <header>
        <h2 id="step-title">Partners</h2>
        <p>Who you worked with. Leave none out, invent none.</p>
      </header>
      <p className="max-w-prose mb-3">
        One section for the whole action. Points are never copied from one town to another: each town files its own
        submission. <Clause>{clause}</Clause>
      </p>
    </>
  );
}
