'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';

export type NavItem = { href: string; label: string };

/** The entry that a path belongs to: the longest address that is the path or a folder of it. */
export function currentItem(items: NavItem[], path: string): NavItem | undefined {
  return items
    .filter(({ href }) => path === href || (href !== '/' && path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}

/** The main navigation; marks the current entry and puts the phone sheet away on arrival. */
export function NavLinks({ items }: { items: NavItem[] }) {
  const path = usePathname();
  const nav = useRef<HTMLElement>(null);
  const current = currentItem(items, path ?? '');

  useEffect(() => {
    const sheet = nav.current?.closest<HTMLElement>('[popover]');
    if (sheet?.matches(':popover-open')) sheet.hidePopover();
  }, [path]);

  return (
    <nav ref={nav} aria-label="Main">
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item === current ? (item.href === path ? 'page' : 'true') : undefined}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  );
}
