/** One piece of evidence: kind, name, pinpoint, what it shows, its state in words. Children are its actions. */
export function Chip({
  kind,
  name,
  href,
  pin,
  shows,
  meta,
  mark,
  current = false,
  children,
}: {
  /** Three or four letters: PDF, JPG, LINK. */
  kind: string;
  name: string;
  /** Where it opens, at its pinpoint. */
  href?: string;
  pin?: React.ReactNode;
  shows?: React.ReactNode;
  /** Size, who added it and when, scan state. */
  meta?: React.ReactNode;
  /** A change mark or a verdict beside what it shows. */
  mark?: React.ReactNode;
  current?: boolean;
  children?: React.ReactNode;
}) {
  return (
    <div className="chip" aria-current={current || undefined}>
      <span className="kind">{kind}</span>
      <div className="body">
        <p>
          <b>{href ? <a href={href}>{name}</a> : name}</b>
          {pin && (
            <>
              , <span className="pin">{pin}</span>
            </>
          )}
        </p>
        {(shows || mark) && (
          <p>
            {shows} {mark}
          </p>
        )}
        {meta && <p className="meta">{meta}</p>}
        {children && <div className="do">{children}</div>}
      </div>
    </div>
  );
}
