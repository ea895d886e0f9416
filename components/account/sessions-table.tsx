import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table } from '@/components/ui/table';
import { shortInstant } from '@/lib/words';

type Session = { handle: string; browser: string; since: Date; lastSeen: Date; own: boolean };

/** Where a person is signed in; each but the present one can be ended. */
export function SessionsTable<E, O>({
  sessions,
  end,
  endOthers,
}: {
  sessions: Session[];
  end: FormCommand<E>;
  endOthers: FormCommand<O>;
}) {
  return (
    <>
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
                <ActionForm action={end}>
                  <input type="hidden" name="session" value={handle} />
                  <SubmitButton look="link-danger" pendingWord="Ending">
                    End
                    <span className="vh">
                      {' '}
                      the session of {browser} since {shortInstant(since)}
                    </span>
                  </SubmitButton>
                </ActionForm>
              ),
          },
        ]}
      />
      {sessions.some(({ own }) => !own) && (
        <ActionForm action={endOthers} aria-label="Other sessions">
          <div className="acts mt-4">
            <SubmitButton look="second" pendingWord="Ending">
              End all the others
            </SubmitButton>
          </div>
        </ActionForm>
      )}
    </>
  );
}
