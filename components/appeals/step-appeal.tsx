import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import type { AppealDoor, AppealView } from '@/lib/workflow/appeals';
import type { Verdict } from '@/lib/verdict';
import { instant } from '@/lib/words';
import { AppealRead } from './appeal-read';
import { FileAppealForm } from './appeal-forms';

type Props = {
  appeal: AppealView | null;
  door: AppealDoor;
  file: Verdict;
  user: string;
  submission: string;
  step: string;
  library: { id: string; title: string; note: string }[];
  commands: { file: FormCommand<unknown>; withdraw: FormCommand<unknown> };
};

function Withdraw({ appeal, action }: { appeal: AppealView; action: FormCommand<unknown> }) {
  return (
    <details className="mt-4">
      <summary>Withdraw the appeal</summary>
      <ActionForm action={action} aria-label="Withdraw the appeal">
        <input type="hidden" name="appeal" value={appeal.id} />
        <p className="small mt-2">The ruling stands then, and this step cannot be appealed again.</p>
        <div className="acts mt-3">
          <SubmitButton small look="second" pendingWord="Withdrawing">
            Withdraw the appeal
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}

/** The town's appeal of the ruling on one step: how it stands, or the form to file it, or why there is none. */
export function StepAppeal({ appeal, door, file, user, submission, step, library, commands }: Props) {
  const open = !appeal && !door.closed && door.until;
  return (
    <Section id="appeal" title="Appeal" note={open ? `Possible until ${instant(door.until!)}.` : undefined}>
      {appeal ? (
        <>
          <AppealRead appeal={appeal} staff={false} />
          {appeal.status.next !== 'nobody' && file.ok === true && (
            <Withdraw appeal={appeal} action={commands.withdraw} />
          )}
        </>
      ) : door.closed ? (
        <p className="soft">{door.closed}</p>
      ) : file.ok === true ? (
        <>
          <p className="prose">
            If the town disagrees with the ruling, somebody who had no part in it looks at the step again.
          </p>
          <details className="mt-3">
            <summary>Appeal the ruling on step {step}</summary>
            <FileAppealForm action={commands.file} user={user} submission={submission} step={step} library={library} />
          </details>
        </>
      ) : (
        <p className="soft">
          {file.ok === false && file.reasons.map((reason) => reason.message).join(' ')} Each step can be appealed once.
        </p>
      )}
    </Section>
  );
}
