import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table } from '@/components/ui/table';
import type { ReviewerLine } from '@/lib/workflow/assign-views';
import { isoDay, shortDay } from '@/lib/words';

/** Who may have nothing to do with which town, and why; a declared conflict can be lifted, a membership cannot. */
export function Conflicts<T>({ reviewers, lift }: { reviewers: ReviewerLine[]; lift: FormCommand<T> }) {
  const rows = reviewers.flatMap(({ id, name, conflicts }) =>
    conflicts.map((one) => ({ ...one, reviewer: name, key: `${id} ${one.town} ${one.id}` })),
  );
  if (rows.length === 0) return <p className="soft">No conflict is known.</p>;
  return (
    <Table
      caption="Conflicts of interest"
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: 'who', head: 'Reviewer', names: true, cell: (row) => <b>{row.reviewer}</b> },
        { key: 'town', head: 'Town', label: 'Town:', cell: (row) => row.town },
        { key: 'why', head: 'Why', label: 'Why:', cell: (row) => row.reason },
        {
          key: 'since',
          head: 'Declared',
          label: 'Declared:',
          cell: (row) =>
            row.since ? (
              <>
                <span className="nowrap">{shortDay(isoDay(row.since))}</span>
                {row.by !== row.reviewer && <span className="soft"> by {row.by}</span>}
              </>
            ) : (
              <span className="softer">known by membership</span>
            ),
        },
        {
          key: 'lift',
          head: 'Now',
          gap: true,
          cell: (row) =>
            row.id ? (
              <ActionForm action={lift}>
                <input type="hidden" name="conflict" value={row.id} />
                <SubmitButton look="link" pendingWord="Lifting">
                  Lift
                  <span className="vh">
                    {' '}
                    the conflict of {row.reviewer} with {row.town}
                  </span>
                </SubmitButton>
              </ActionForm>
            ) : (
              <span className="softer">as long as they belong to it</span>
            ),
        },
      ]}
    />
  );
}
