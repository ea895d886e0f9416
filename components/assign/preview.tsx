'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table } from '@/components/ui/table';
import type { AssignPreview } from '@/lib/workflow/assign-views';
import { count, list } from '@/lib/words';
import type { Asked } from './choose-form';

type Part = AssignPreview['given'][number] | AssignPreview['left'][number];

function partWords({ category, actions }: Part): string {
  if (actions.length > 0) return list(actions);
  return category === null ? 'the whole application' : `category ${category}`;
}

const whyWords = {
  nobody: 'Nobody has this category among their topics.',
  conflict: 'Whoever reads this category has a conflict with the town or belongs to it.',
} as const;

const common = [
  {
    key: 'town',
    head: 'Application',
    names: true,
    cell: (part: Part) => (
      <>
        <b>{part.town.name}</b> <span className="soft">{part.year}</span>
      </>
    ),
  },
  { key: 'part', head: 'What', label: 'What:', cell: partWords },
  { key: 'steps', head: 'Steps', label: 'Steps:', numeric: true, cell: (part: Part) => part.steps },
];

/** Exactly what a bulk assignment would do, and the button that does it: that, or nothing when things have changed. */
export function Preview<T>({ plan, request, action }: { plan: AssignPreview; request: Asked; action: FormCommand<T> }) {
  const steps = plan.given.reduce((sum, one) => sum + one.steps, 0);
  const left = plan.left.reduce((sum, one) => sum + one.steps, 0);
  return (
    <>
      {plan.given.length === 0 ? (
        <Notice kind="look" title="Nothing would be assigned.">
          <p>
            {left > 0
              ? 'Below is why. Set topics for more reviewers, or choose a reviewer by name.'
              : 'Everything you chose has a reader already.'}
          </p>
        </Notice>
      ) : (
        <>
          <div className="sub">
            <h3>Load, before and after</h3>
            <Table
              caption="Steps that wait for each reviewer"
              rows={plan.loads}
              rowKey={(one) => one.reviewer}
              columns={[
                { key: 'name', head: 'Reviewer', names: true, cell: (one) => <b>{one.reviewer}</b> },
                { key: 'before', head: 'Before', label: 'Before:', numeric: true, cell: (one) => one.before },
                { key: 'after', head: 'After', label: 'After:', numeric: true, cell: (one) => <b>{one.after}</b> },
              ]}
            />
          </div>
          <div className="sub">
            <h3>Who gets what</h3>
            <Table
              caption="What would be given to whom"
              rows={plan.given}
              rowKey={(one) => `${one.application} ${one.category} ${one.actions.join()}`}
              columns={[
                ...common,
                {
                  key: 'to',
                  head: 'To',
                  label: 'To:',
                  gap: true,
                  cell: (one: Part) => ('reviewer' in one ? one.reviewer : ''),
                },
              ]}
            />
          </div>
        </>
      )}
      {plan.left.length > 0 && (
        <div className="sub">
          <h3>What stays without a reader: {count(left, 'step')}</h3>
          <Table
            caption="What would stay without a reader, and why"
            rows={plan.left}
            rowKey={(one) => `${one.application} ${one.category} ${one.actions.join()}`}
            columns={[
              ...common,
              {
                key: 'why',
                head: 'Why',
                label: 'Why:',
                gap: true,
                cell: (one: Part) => ('why' in one ? whyWords[one.why] : ''),
              },
            ]}
          />
        </div>
      )}
      {plan.given.length > 0 && (
        <ActionForm action={action}>
          {request.applications.map((id) => (
            <input key={id} type="hidden" name="applications[]" value={id} />
          ))}
          <input type="hidden" name="reviewer" value={request.reviewer} />
          <input type="hidden" name="scope" value={request.scope} />
          <input type="hidden" name="mark" value={plan.mark} />
          <div className="acts mt-4">
            <SubmitButton pendingWord="Assigning">Assign {count(steps, 'step')} as shown</SubmitButton>
            <span className="why-not">It can be undone as one until somebody has ruled.</span>
          </div>
        </ActionForm>
      )}
    </>
  );
}
