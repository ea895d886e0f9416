'use client';

import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';

type Props<T> = {
  action: FormCommand<T>;
  membership: string;
  name: string;
  role: string;
  roles: { value: string; label: string }[];
};

/** Another role for somebody, in one line. */
export function RoleForm<T>({ action, membership, name, role, roles }: Props<T>) {
  const id = `role-${membership}`;
  return (
    <ActionForm action={action} done="Changed." aria-label={`Role of ${name}`}>
      <input type="hidden" name="membership" value={membership} />
      <label className="vh" htmlFor={id}>
        Role of {name}
      </label>
      <span className="acts">
        <select className="in w-auto" id={id} name="role" defaultValue={role} key={role}>
          {roles.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <SubmitButton look="second" small pendingWord="Changing">
          Change<span className="vh"> the role of {name}</span>
        </SubmitButton>
      </span>
    </ActionForm>
  );
}
