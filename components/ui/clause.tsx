/** The clause of the write-up that a number or requirement comes from. */
export function Clause({ children, href }: { children: React.ReactNode; href?: string }) {
  return <span className="clause">{href ? <a href={href}>{children}</a> : children}</span>;
}
