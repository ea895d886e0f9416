'use client';

import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button';

/** The button that sends its form; says so while the form is on its way. */
export function SubmitButton({ pendingWord = 'Sending', ...rest }: ButtonProps) {
  const { pending } = useFormStatus();
  return <Button {...rest} type="submit" pending={pending || rest.pending} pendingWord={pendingWord} />;
}
