import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table } from '@/components/ui/table';
import { shortInstant } from '@/lib/words';
import { SessionsForm } from './sessions-form';

type Session = { handle: string; browser: string; since: Date; lastSeen: Date; own: boolean };

type Props<T> = { sessions: Session[]; end: FormCommand<T>; proof: 'code' | 'password' | null; email: string };

/** Where a person is signed in; each but the present one can be ended. */
export function SessionsTable<T>({ sessions, end, proof, email }: Props<T>) {
  const table = (
    <Table
      caption="Where you are signed in"
      rows={sessions}
      rowKey={({ handle }) => handle}
      columns={[
        {
          key: 'browser',
          head: 'Browser',
          names: true,
          cell: ({ browser, own }) => (
            <>
              <b>{browser}</b>
              {own && <span className="soft"> (this one)</span>}
            </>
          ),
        },
        { key: 'since', head: 'Since', label: 'Since:', cell: ({ since }) => shortInstant(since) },
        { key: 'seen', head: 'Last used', label: 'Last used:', cell: ({ lastSeen }) => shortInstant(lastSeen) },
        {
          key: 'end',
          head: <span className="vh">End</span>,
          cell: ({ handle, browser, since, own }) =>
            own ? (
              <span className="small soft">Sign out to end it.</span>
            ) : (
              <SubmitButton look="link-danger" pendingWord="Ending" name="session" value={handle}>
                End
                <span className="vh">
                  {' '}
                  the session of {browser} since {shortInstant(since)}
                </span>
              </SubmitButton>
            ),
        },
      ]}
    />
  );
  if (sessions.every(({ own }) => own)) return table;
  return (
    <SessionsForm action={end} proof={proof} email={email}>
      {table}
    </SessionsForm>
  );
}
