import { useId } from 'react';
import { classNames } from './class-names';

/** A part of a page under a 2 px rule with its heading and a one-line note. `id` can be linked to. */
export function Section({
  title,
  note,
  id,
  level = 2,
  first = false,
  mended = false,
  className,
  children,
}: {
  title: React.ReactNode;
  note?: React.ReactNode;
  id?: string;
  level?: 2 | 3;
  /** No room above: the first section of a column. */
  first?: boolean;
  /** Errors are mended here: a link to it brings the focus along. */
  mended?: boolean;
  className?: string;
  children?: React.ReactNode;
}) {
  const own = useId();
  const headingId = id ? `${id}-title` : own;
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section
      className={classNames('sec', first && 'first', className)}
      id={id}
      tabIndex={mended ? -1 : undefined}
      aria-labelledby={headingId}
    >
      <header>
        <Heading id={headingId}>{title}</Heading>
        {note && <p>{note}</p>}
      </header>
      {children}
    </section>
  );
}
