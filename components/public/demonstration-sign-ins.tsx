import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';

type SignIn = { as: string; name: string; email: string; password: string };

/** The demonstration's people, each with a button that signs in as them; only ever shown in the demonstration. */
export function DemonstrationSignIns<T>({
  action,
  signIns,
  next,
}: {
  action: FormCommand<T>;
  signIns: SignIn[];
  next: string;
}) {
  const password = signIns[0]?.password;
  return (
    <Section title="Sign in as somebody invented" note="Only in the demonstration" first>
      <p className="small">
        Every one of them has the password <b className="nowrap">{password}</b>
      </p>
      <ul className="mt-3">
        {signIns.map((one) => (
          <li
            key={one.email}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3"
          >
            <span className="small">
              <b>{one.name}</b>
              <br />
              <span className="soft">{one.as}</span>
              <br />
              <span className="xs softer">{one.email}</span>
            </span>
            <ActionForm action={action}>
              <input type="hidden" name="email" value={one.email} />
              <input type="hidden" name="password" value={one.password} />
              <input type="hidden" name="next" value={next} />
              <SubmitButton look="second" small pendingWord="Signing in">
                Sign in<span className="vh"> as {one.name}</span>
              </SubmitButton>
            </ActionForm>
          </li>
        ))}
      </ul>
    </Section>
  );
}
