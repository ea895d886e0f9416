import { useId } from 'react';

/** Long work in words and a bar. Without `value` its length is not known. */
export function Progress({
  label,
  note,
  value,
  max = 100,
  children,
}: {
  label: React.ReactNode;
  /** What is known in words: "1.2 of 3.4 MB". */
  note?: React.ReactNode;
  value?: number;
  max?: number;
  /** A button to stop it. */
  children?: React.ReactNode;
}) {
  const id = useId();
  return (
    <div className="waiting">
      <div className="top-line">
        <span id={id}>{label}</span>
        {note && <span className="soft num">{note}</span>}
      </div>
      <progress aria-labelledby={id} value={value} max={max} />
      {children && <div className="acts">{children}</div>}
    </div>
  );
}
