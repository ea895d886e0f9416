import { Field, type FieldText } from './field';

type Props = FieldText & Omit<React.ComponentProps<'input'>, keyof FieldText | 'type'>;

/** Files from the reader's device; say kinds and size in the hint. */
export function FileInput({ id, label, hint, error, own, className, ...input }: Props) {
  return (
    <Field {...{ id, label, hint, error, own, className }}>
      {(wiring) => <input {...input} {...wiring} type="file" className="file" />}
    </Field>
  );
}
