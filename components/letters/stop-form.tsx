import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { SubmitButton } from '@/components/ui/submit-button';

/** The one button that stops a group of letters from coming by mail. */
export function StopForm<T>({ action, token }: { action: FormCommand<T>; token: string }) {
  return (
    <ActionForm
      action={action}
      done="Done. These letters do not come by mail any more."
      aria-label="Stop these letters"
    >
      <input type="hidden" name="token" value={token} />
      <div className="acts mt-4">
        <SubmitButton pendingWord="Stopping">Stop these letters</SubmitButton>
      </div>
    </ActionForm>
  );
}
