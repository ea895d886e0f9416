'use client';

import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button';

/** The button that sends its form; says so while the form is on its way. Of several with a name, the one that was pressed. */
export function SubmitButton({ pendingWord = 'Sending', ...rest }: ButtonProps) {
  const { pending, data } = useFormStatus();
  const pressed = !rest.name || !data || data.get(rest.name) === rest.value;
  return (
    <Button {...rest} type="submit" pending={pending || rest.pending} pendingWord={pressed ? pendingWord : undefined} />
  );
}
