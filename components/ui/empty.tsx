/** An empty place: what belongs here, why, and the first thing to do. */
export function Empty({
  title,
  children,
  actions,
}: {
  title: React.ReactNode;
  children?: React.ReactNode;
  actions?: React.ReactNode;
}) {
  return (
    <div className="empty">
      <p>
        <b>{title}</b>
      </p>
      {children && <p className="soft">{children}</p>}
      {actions && <div className="acts mt-3">{actions}</div>}
    </div>
  );
}
