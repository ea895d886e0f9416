import Link from 'next/link';
import { Empty } from '@/components/ui/empty';
import { Say } from '@/components/ui/say';
import { Table } from '@/components/ui/table';
import { actionName } from '@/lib/rulebook/find';
import type { CheckedAction } from '@/lib/workflow/views';
import { count } from '@/lib/words';

function Standing({ action }: { action: CheckedAction }) {
  const blocking = action.problems.filter((problem) => problem.blocks).length;
  const looks = action.problems.length - blocking;
  if (blocking > 0) return <Say kind="not-met">{count(blocking, 'thing')} to mend</Say>;
  return looks > 0 ? <Say kind="look">{count(looks, 'thing')} to look at</Say> : <Say kind="met">Ready</Say>;
}

/** The actions that go along when the application is submitted, with their points and how they stand. */
export function CheckedActions({ application, actions }: { application: string; actions: CheckedAction[] }) {
  if (actions.length === 0)
    return <Empty title="No action goes along yet.">Fill in at least one action that is not left out.</Empty>;
  return (
    <Table
      caption="Actions that go along in this round"
      rows={actions}
      rowKey={(action) => action.actionId}
      columns={[
        {
          key: 'action',
          head: 'Action',
          names: true,
          cell: (action) => (
            <Link href={`/applications/${application}/${action.actionId}/check`}>{actionName(action)}</Link>
          ),
        },
        { key: 'claimed', head: 'Claimed', label: 'Claimed:', numeric: true, cell: (action) => action.claimed },
        {
          key: 'documented',
          head: 'Documented',
          label: 'Documented:',
          numeric: true,
          cell: (action) => action.documented,
        },
        { key: 'standing', head: 'How it stands', gap: true, cell: (action) => <Standing action={action} /> },
      ]}
    />
  );
}
