import { Field, type FieldText } from './field';

type Props = FieldText & Omit<React.ComponentProps<'input'>, keyof FieldText>;

/** One line of text with its label; takes any input attribute and a ref. */
export function TextInput({ id, label, hint, error, own, className, ...input }: Props) {
  return (
    <Field {...{ id, label, hint, error, own, className }}>
      {(wiring) => <input type="text" {...input} {...wiring} className="in" />}
    </Field>
  );
}
