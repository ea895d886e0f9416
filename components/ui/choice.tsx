type Props = Omit<React.ComponentProps<'input'>, 'type'> & {
  type: 'radio' | 'checkbox';
  label: React.ReactNode;
  hint?: React.ReactNode;
};

/** One radio button or checkbox with its words; the words are part of the target. */
export function Choice({ type, label, hint, className, ...input }: Props) {
  return (
    <label className={className ? `pick ${className}` : 'pick'}>
      <input type={type} {...input} />
      <span>
        {label}
        {hint && <span className="hint">{hint}</span>}
      </span>
    </label>
  );
}
