import { Clause } from '@/components/ui/clause';
import { Section } from '@/components/ui/section';
import type { Requirement, Step } from '@/lib/rulebook/schema';
import { count } from '@/lib/words';

function Points({ step }: { step: Step }) {
  const rule = step.points;
  switch (rule.kind) {
    case 'fixed':
      return <>{count(rule.points, 'point')}.</>;
    case 'bonus':
      return (
        <>
          {count(rule.points, 'point')} more, only with step {rule.on}.
        </>
      );
    case 'per-row':
      return (
        <>
          {rule.points} points each, {rule.most} at most.
        </>
      );
    case 'claimed':
      return (
        <>
          Claimed by the town in steps of {rule.multipleOf}, at most {rule.most}; a reviewer sets them.
        </>
      );
    case 'tiers':
      return (
        <>
          {rule.tiers.map(({ points, label }) => `${points} points for ${label}`).join(', ')}. Only the highest counts.
        </>
      );
  }
}

function Requirements({ title, requirements }: { title: string; requirements: Requirement[] }) {
  if (requirements.length === 0) return null;
  return (
    <>
      <h3 className="mt-5 text-base">{title}</h3>
      <ul className="mt-1">
        {requirements.map(({ key, title: text, clause, own }) => (
          <li key={key} className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-line py-2">
            <span>{text}</span>
            <Clause>{own ? 'The portal’s own' : clause}</Clause>
          </li>
        ))}
      </ul>
    </>
  );
}

/** One step: what it asks, what it is worth, and each requirement with its clause. `alone`: the action's only one. */
export function ActionStep({ step, alone }: { step: Step; alone: boolean }) {
  const of = (strength: Requirement['strength']) => step.requires.filter((one) => one.strength === strength);
  return (
    <Section
      id={`step-${step.key}`}
      title={alone ? step.title : `${step.key} ${step.title}`}
      note={step.credit.length > 1 ? 'New or rolling credit' : 'New credit only'}
    >
      <p className="prose doc">{step.asks}</p>
      <p className="mt-3">
        <b>
          <Points step={step} />
        </b>{' '}
        <Clause>{step.points.clause}</Clause>
      </p>
      <Requirements title="Needed" requirements={of('must')} />
      <Requirements title="Asked for, and not a condition" requirements={of('should')} />
    </Section>
  );
}
