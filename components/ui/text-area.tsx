import { Field, type FieldText } from './field';
import { classNames } from './class-names';

type Props = FieldText &
  Omit<React.ComponentProps<'textarea'>, keyof FieldText> & {
    /** Set in the serif of documents: a narrative, a reason. */
    doc?: boolean;
  };

/** Several lines of text with their label; grows with what is typed. */
export function TextArea({ id, label, hint, error, own, className, doc, ...area }: Props) {
  return (
    <Field {...{ id, label, hint, error, own, className }}>
      {(wiring) => <textarea {...area} {...wiring} className={classNames('in', doc && 'doc')} />}
    </Field>
  );
}
