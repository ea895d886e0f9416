import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Empty } from '@/components/ui/empty';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { BatchView } from '@/lib/workflow/assign-views';
import { count, shortInstant } from '@/lib/words';

/** The latest bulk assignments: what each gave, and taking it back. */
export function Batches<T>({ batches, undo }: { batches: BatchView[]; undo: FormCommand<T> }) {
  if (batches.length === 0)
    return (
      <Empty title="No bulk assignment was made yet.">
        Each appears here, and can be undone until one of its steps is ruled.
      </Empty>
    );
  return (
    <Table
      caption="Bulk assignments"
      rows={batches}
      rowKey={(one) => one.id}
      columns={[
        {
          key: 'when',
          head: 'Made',
          names: true,
          cell: (one) => (
            <>
              <b>{shortInstant(one.madeAt)}</b>
              <br />
              <span className="soft">by {one.madeBy}</span>
            </>
          ),
        },
        {
          key: 'how',
          head: 'How',
          label: 'How:',
          cell: (one) => (one.kind === 'rule' ? 'By the table of topics' : 'To one reviewer'),
        },
        {
          key: 'what',
          head: 'What',
          label: 'What:',
          cell: ({ summary }) =>
            `${count(summary.steps, 'step')} of ${count(summary.applications, 'application')}${summary.left > 0 ? `; ${summary.left} stayed without a reader` : ''}`,
        },
        {
          key: 'undo',
          head: 'Now',
          gap: true,
          cell: (one) =>
            one.undoneAt ? (
              <Tag kind="none">Undone {shortInstant(one.undoneAt)}</Tag>
            ) : one.stands === 0 ? (
              <span className="softer">nothing of it is left as it was given</span>
            ) : one.ended ? (
              <span className="small soft">Cannot be undone: its applications have ended.</span>
            ) : one.ruled ? (
              <span className="small soft">
                Cannot be undone: {one.ruled}. Hand over what is to move instead, from its application.
              </span>
            ) : (
              <ActionForm action={undo}>
                <input type="hidden" name="batch" value={one.id} />
                <SubmitButton look="second" small pendingWord="Undoing">
                  Undo<span className="vh"> what was assigned {shortInstant(one.madeAt)}</span>
                </SubmitButton>
              </ActionForm>
            ),
        },
      ]}
    />
  );
}
