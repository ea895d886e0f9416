import Link from 'next/link';

/** The clause of the write-up that a number or requirement comes from. */
export function Clause({ children, href }: { children: React.ReactNode; href?: string }) {
  return <span className="clause">{href ? <Link href={href}>{children}</Link> : children}</span>;
}
