import type { SimpleField } from '@/lib/rulebook/schema';
import type { InputProps } from './binding';
import { privacyNote } from '../answer-words';

const origin = 'The portal’s own question, not the program’s wording.';

function ask(field: SimpleField): string | undefined {
  if (field.hint) return field.hint;
  if (field.kind === 'long-text') return `At most ${field.max.toLocaleString('en-US')} characters.`;
  if (field.kind === 'number' && field.multipleOf && field.multipleOf > 1)
    return `A multiple of ${field.multipleOf}, at most ${field.max.toLocaleString('en-US')}.`;
  return undefined;
}

/** Label, hint, origin and error of a field, ready for a kit input. */
export function words({ field, address, bind, className, inRow }: InputProps<SimpleField>) {
  const privacy = inRow ? null : privacyNote(field);
  const own = [field.own && origin, privacy].filter(Boolean).join(' ');
  const unit =
    field.kind === 'number' && field.unit && !field.label.toLowerCase().includes(field.unit) ? ` (${field.unit})` : '';
  return {
    id: address,
    label: `${field.label}${unit}`,
    hint: ask(field),
    own: own || undefined,
    error: bind.error(address),
    className,
  };
}
