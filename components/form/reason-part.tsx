import { SubmitButton } from '@/components/ui/submit-button';
import { TextArea } from '@/components/ui/text-area';
import type { FormState } from './form-state';

type Props = Pick<React.ComponentProps<typeof SubmitButton>, 'look' | 'small'> & {
  form: Pick<FormState<unknown>, 'error' | 'value'>;
  prefix: string;
  label: string;
  hint?: React.ReactNode;
  rows?: number;
  button: string;
  pendingWord: string;
};

/** The end of a form that asks for a reason: what is typed, and the button that sends it. */
export function ReasonPart({ form, prefix, label, hint, rows = 3, button, pendingWord, ...looks }: Props) {
  return (
    <>
      <TextArea
        id={`${prefix}reason`}
        name="reason"
        rows={rows}
        label={label}
        hint={hint}
        error={form.error('reason')}
        defaultValue={form.value('reason')}
      />
      <div className={looks.small ? 'acts mt-3' : 'acts mt-4'}>
        <SubmitButton {...looks} pendingWord={pendingWord}>
          {button}
        </SubmitButton>
      </div>
    </>
  );
}
