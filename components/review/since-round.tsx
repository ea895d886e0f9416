import type { ActionNames } from '@/components/submission/answer-words';
import { ChangeMark } from '@/components/ui/change-mark';
import { Notice } from '@/components/ui/notice';
import { partnersKey, partnersStep, stepFields } from '@/lib/rulebook/fields';
import type { Action, Step } from '@/lib/rulebook/schema';
import type { SubmissionFacts } from '@/lib/scoring/facts';
import {
  changeWords,
  partnersChanges,
  standingOf,
  stepChanges,
  type EarlierRound,
  type StepChange,
} from '@/lib/workflow/changes';
import { outcomeState } from '@/lib/workflow/status';
import { answerChanges, type AnswerChange } from './answer-changes';

function Marks({ changes }: { changes: StepChange[] }) {
  return changes.map((change) => {
    const { many, which } = changeWords(change);
    return (
      <span key={`${change.change}${change.what}${which}`}>
        <ChangeMark change={change.change}>{many}</ChangeMark> {which}
      </span>
    );
  });
}

function Words({ changes }: { changes: AnswerChange[] }) {
  return (
    <dl className="since-words">
      {changes.map(({ where, parts }) => (
        <div key={where}>
          <dt>{where}</dt>
          <dd className="doc whitespace-pre-line break-words">
            {parts.map(({ kind, text }, index) => {
              const Part = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span';
              return (
                <Part key={index}>
                  {kind !== 'same' && <span className="vh">{kind === 'added' ? ' [added] ' : ' [removed] '}</span>}
                  {text}
                  {kind !== 'same' && <span className="vh"> [end] </span>}
                </Part>
              );
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type Props = { action: Action; step: Step; earlier: EarlierRound; present: SubmissionFacts; names: ActionNames };

/** What the town changed in a step since the round before: in one line, word by word, and whether it was asked to. */
export function SinceRound({ action, step, earlier, present, names }: Props) {
  const before = earlier.submission;
  const changes = stepChanges(step, before, present, earlier.attached);
  const partners = partnersChanges(action, before, present);
  const told = [
    ...answerChanges(stepFields(step), before.answers[step.key] ?? {}, present.answers[step.key] ?? {}, names),
    ...answerChanges(
      partnersStep(action).fields,
      before.answers[partnersKey] ?? {},
      present.answers[partnersKey] ?? {},
      names,
    ),
  ];
  const standing = standingOf(earlier, step.key);
  const ruled = earlier.ruled[step.key];
  return (
    <div className="since" id="since">
      <div className="sincewrap">
        <b>Since round {earlier.round}</b>
        {standing === 'first' && <span className="soft">Submitted for the first time.</span>}
        {standing !== 'first' && changes.length === 0 && (
          <span className="soft">Nothing in this step has changed.</span>
        )}
        <Marks changes={changes} />
        {partners.length > 0 && (
          <span>
            <b>Partners:</b> <Marks changes={partners} />
          </span>
        )}
      </div>
      {standing === 'outside' && changes.length > 0 && ruled && (
        <Notice kind="look" title="Changed, though nobody asked for it.">
          <p>
            In round {earlier.round} this step was ruled “{outcomeState(ruled).staff}” and not returned.
          </p>
        </Notice>
      )}
      {partners.length > 0 && standingOf(earlier, partnersKey) === 'outside' && (
        <Notice kind="look" title="The partners section changed, though no step of this action was returned." />
      )}
      {told.length > 0 && (
        <details open>
          <summary className="linkish small">What changed, word by word</summary>
          <Words changes={told} />
        </details>
      )}
    </div>
  );
}
