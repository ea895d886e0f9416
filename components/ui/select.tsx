import { Field, type FieldText } from './field';

export type Option = { value: string; label: string; disabled?: boolean };

type Props = FieldText &
  Omit<React.ComponentProps<'select'>, keyof FieldText | 'children'> & {
    options: Option[];
    /** The first, empty choice ("Choose a topic"). */
    placeholder?: string;
  };

/** A native choice from a list. */
export function Select({ id, label, hint, error, own, className, options, placeholder, ...select }: Props) {
  return (
    <Field {...{ id, label, hint, error, own, className }}>
      {(wiring) => (
        <select {...select} {...wiring} className="in">
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
