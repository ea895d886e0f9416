import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Empty } from '@/components/ui/empty';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table, type Column } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { shortDay, isoDay } from '@/lib/words';
import { RoleForm } from './role-form';

type Member = {
  membership: string;
  person: string;
  name: string;
  email: string;
  role: string;
  since: Date;
  self: boolean;
  last: boolean;
  unreached: { since: Date } | null;
};

type Props<C, R> = {
  members: Member[];
  manages: boolean;
  /** Whether names lead to the person's account. */
  linked: boolean;
  roles: { value: string; label: string }[];
  /** Whose people: "of Aldbrook". */
  place: string;
  changeRole: FormCommand<C>;
  remove: FormCommand<R>;
};

/** People with their roles; whoever manages them changes a role or takes it away. The last contact stays. */
export function MembersTable<C, R>({ members, manages, linked, roles, place, changeRole, remove }: Props<C, R>) {
  const wordOf = (role: string) => roles.find(({ value }) => value === role)?.label ?? role;
  const columns: Column<Member>[] = [
    {
      key: 'name',
      head: 'Name',
      names: true,
      cell: ({ person, name, email, self, unreached }) => (
        <>
          <b>{linked ? <a href={`/people/${person}`}>{name}</a> : name}</b>
          {self && <span className="soft"> (you)</span>}
          <br />
          <span className="small soft">{email}</span>
          {unreached && (
            <p className="small mt-1">
              <Tag kind="turn">Letters come back since {shortDay(isoDay(unreached.since))}</Tag>
            </p>
          )}
        </>
      ),
    },
    {
      key: 'role',
      head: 'Role',
      label: 'Role:',
      cell: (member) =>
        manages && !member.last ? (
          <RoleForm
            action={changeRole}
            membership={member.membership}
            name={member.name}
            role={member.role}
            roles={roles}
          />
        ) : (
          wordOf(member.role)
        ),
    },
    {
      key: 'since',
      head: 'Since',
      label: 'Since:',
      cell: ({ since }) => <span className="nowrap">{shortDay(isoDay(since))}</span>,
    },
  ];
  if (manages)
    columns.push({
      key: 'remove',
      head: <span className="vh">Remove</span>,
      cell: (member) =>
        member.last ? (
          <span className="small soft">The only {wordOf(member.role).toLowerCase()}: invite another first.</span>
        ) : (
          <RemoveMember member={member} role={wordOf(member.role)} place={place} action={remove} />
        ),
    });
  if (members.length === 0)
    return <Empty title={`Nobody takes part yet.`}>Invite the first person; the town’s contact comes first.</Empty>;
  return <Table caption={`People ${place}`} columns={columns} rows={members} rowKey={({ membership }) => membership} />;
}

function RemoveMember<R>({
  member,
  role,
  place,
  action,
}: {
  member: Member;
  role: string;
  place: string;
  action: FormCommand<R>;
}) {
  return (
    <ConfirmButton
      small
      label={
        <>
          Remove<span className="vh"> {member.name}</span>
        </>
      }
      title={`Remove ${member.name} as ${role.toLowerCase()} ${place}?`}
      confirm={
        <ActionForm action={action}>
          <input type="hidden" name="membership" value={member.membership} />
          <SubmitButton look="danger" pendingWord="Removing">
            Remove
          </SubmitButton>
        </ActionForm>
      }
    >
      {member.self ? 'You lose this role with your next click.' : 'They lose this role with their next click.'} What
      they wrote and uploaded stays.
    </ConfirmButton>
  );
}
