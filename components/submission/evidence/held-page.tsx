'use client';

import { useOpened } from './use-opened';

/** What a page held, folded until it is asked for or comes first on the desk. */
export function HeldPage({
  summary,
  title,
  text,
  first = false,
  children,
}: {
  summary: React.ReactNode;
  title: string | null;
  text: string | null;
  /** It opens by itself where there is room. */
  first?: boolean;
  children?: React.ReactNode;
}) {
  return (
    <details className="open:basis-full" {...useOpened(first)}>
      <summary className="linkish list-none">{summary}</summary>
      <div className="leaf held" role="group" aria-label={title ?? 'Text of the page'} tabIndex={0}>
        {title && <p className="leaf-title break-words">{title}</p>}
        {text?.split('\n').map((line, index) => (
          <p key={index} className="break-words">
            {line}
          </p>
        ))}
      </div>
      {children}
    </details>
  );
}
