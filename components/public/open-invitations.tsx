import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import type { Invited } from '@/components/public/invited-notice';
import { ResendForm } from '@/components/public/resend-form';
import { Empty } from '@/components/ui/empty';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table } from '@/components/ui/table';
import { isoDay, shortDay } from '@/lib/words';

type Invitation = { id: string; email: string; role: string; invitedBy: string | null; expiresAt: Date };

type Props<T> = { invitations: Invitation[]; resend: FormCommand<Invited>; revoke: FormCommand<T> };

/** Invitations nobody has used yet, each with a button that sends it again and one that takes it back. */
export function OpenInvitations<T>({ invitations, resend, revoke }: Props<T>) {
  if (invitations.length === 0)
    return (
      <Empty title="No invitation is open.">An invitation that was sent and not yet used would be listed here.</Empty>
    );
  return (
    <Table
      caption="Open invitations"
      rows={invitations}
      rowKey={({ id }) => id}
      columns={[
        { key: 'email', head: 'Email', names: true, cell: ({ email }) => <span className="break-all">{email}</span> },
        { key: 'role', head: 'Role', label: 'Role:', cell: ({ role }) => role },
        { key: 'by', head: 'Invited by', label: 'Invited by:', cell: ({ invitedBy }) => invitedBy ?? 'The program' },
        {
          key: 'until',
          head: 'Works until',
          label: 'Works until:',
          cell: ({ expiresAt }) => <span className="nowrap">{shortDay(isoDay(expiresAt))}</span>,
        },
        {
          key: 'change',
          head: <span className="vh">Send again or take back</span>,
          cell: ({ id, email }) => (
            <>
              <ResendForm action={resend} invitation={id} email={email} />
              <ActionForm action={revoke}>
                <input type="hidden" name="invitation" value={id} />
                <SubmitButton look="link-danger" pendingWord="Taking it back">
                  Take it back<span className="vh">: {email}</span>
                </SubmitButton>
              </ActionForm>
            </>
          ),
        },
      ]}
    />
  );
}
