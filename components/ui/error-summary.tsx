'use client';

import { useEffect, useId, useRef } from 'react';

export type FieldError = {
  message: string;
  /** The id of the field it is about; without one the line is not a link. */
  fieldId?: string;
  /** A full address, where the field is on another page. */
  href?: string;
};

/** What is still to mend, first on the page after Check, focused, each line a link to its field. */
export function ErrorSummary({ title, errors }: { title?: string; errors: FieldError[] }) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    box.current?.focus();
  }, [errors]);

  if (errors.length === 0) return null;
  return (
    <div className="summary" role="alert" tabIndex={-1} ref={box} aria-labelledby={id}>
      <h2 id={id}>{title ?? `${errors.length} ${errors.length === 1 ? 'thing' : 'things'} to mend`}</h2>
      <ul>
        {errors.map(({ message, fieldId, href }, index) => {
          const to = href ?? (fieldId && `#${fieldId}`);
          return <li key={index}>{to ? <a href={to}>{message}</a> : message}</li>;
        })}
      </ul>
    </div>
  );
}
