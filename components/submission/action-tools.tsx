import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Choice } from '@/components/ui/choice';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import type { SubmissionView } from '@/lib/workflow/views';

type Commands = { leaveOut: FormCommand<unknown>; remove: FormCommand<unknown> };

/** What a town does with a whole action: leave it out of the round, or take it out of the application. */
export function ActionTools({ view, commands }: { view: SubmissionView; commands: Commands }) {
  const hidden = (
    <>
      <input type="hidden" name="application" value={view.application.id} />
      <input type="hidden" name="action" value={view.action.id} />
    </>
  );
  return (
    <Section id="whole-action" title="The whole action">
      <ActionForm
        action={commands.leaveOut}
        prefix="leave-"
        done={view.leftOut ? 'The action is left out of this round.' : 'The action goes along in this round.'}
      >
        {hidden}
        <input type="hidden" name="leave" value={view.leftOut ? 'no' : 'yes'} />
        <p className="small max-w-prose mb-2">
          {view.leftOut
            ? 'This action is left out of the round. Its answers are kept.'
            : 'An action that is not finished can wait: left out, it keeps its answers and stays in the draft.'}
        </p>
        <div className="acts">
          <SubmitButton look="second" small pendingWord="Changing">
            {view.leftOut ? 'Take it back into this round' : 'Leave it out of this round'}
          </SubmitButton>
        </div>
      </ActionForm>
      <details className="mt-4">
        <summary>Take the action out of the application</summary>
        <ActionForm action={commands.remove} prefix="remove-">
          {hidden}
          <p className="small max-w-prose mt-2">Its answers go with it. Files stay in the town’s library.</p>
          <Choice
            id="remove-confirm"
            type="checkbox"
            name="confirm"
            value="yes"
            label="Yes, remove this action and its answers"
          />
          <div className="acts mt-2">
            <SubmitButton look="danger" small pendingWord="Removing">
              Take it out
            </SubmitButton>
          </div>
        </ActionForm>
      </details>
    </Section>
  );
}
