import { classNames } from './class-names';

export type Crumb = { label: string; href?: string };

/** Where the page stands. The last entry is the page itself; `inMast` when it sits inside `.mast`. */
export function Crumbs({ trail, inMast = false }: { trail: Crumb[]; inMast?: boolean }) {
  return (
    <nav className={classNames(!inMast && 'wrap', 'crumbs')} aria-label="You are here">
      <ol>
        {trail.map(({ label, href }, index) => (
          <li key={`${index}-${label}`}>
            {href && index < trail.length - 1 ? (
              <a href={href}>{label}</a>
            ) : (
              <span aria-current={index === trail.length - 1 ? 'page' : undefined}>{label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
