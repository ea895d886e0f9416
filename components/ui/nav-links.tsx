'use client';

import { usePathname } from 'next/navigation';

/** `under`: other folders whose pages belong to the entry. `unread`: how many things there were not read yet. */
export type NavItem = { href: string; label: string; under?: string[]; unread?: number };

const placesOf = ({ href, under = [] }: NavItem) => [href.split('?')[0]!, ...under];
const holds = (place: string, path: string) => path === place || (place !== '/' && path.startsWith(`${place}/`));

/** The entry that a path belongs to: the longest address that is the path or a folder of it. */
export function currentItem(items: NavItem[], path: string): NavItem | undefined {
  const reach = (item: NavItem) => Math.max(...placesOf(item).map((place) => (holds(place, path) ? place.length : -1)));
  return items.filter((item) => reach(item) >= 0).sort((a, b) => reach(b) - reach(a))[0];
}

/** The main navigation; marks the current entry. */
export function NavLinks({ items }: { items: NavItem[] }) {
  const path = usePathname();
  const current = currentItem(items, path ?? '');

  return (
    <nav aria-label="Main">
      {items.map((item) => (
        <a
          key={item.href}
          href={item.href}
          aria-current={item === current ? (placesOf(item)[0] === path ? 'page' : 'true') : undefined}
        >
          {item.label}
          {item.unread ? (
            <span className="unread">
              {item.unread > 99 ? '99+' : item.unread}
              <span className="vh"> unread</span>
            </span>
          ) : null}
        </a>
      ))}
    </nav>
  );
}
