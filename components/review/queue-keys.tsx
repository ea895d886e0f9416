'use client';

/** Moves the focus to the next or previous link of the list around it; anything else is left to the browser. */
function move(event: React.KeyboardEvent<HTMLDivElement>) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (!by) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a[data-line]')];
  const at = links.findIndex((link) => link === event.target);
  if (at < 0) return;
  event.preventDefault();
  links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
}

/** Lets a list of links be walked by j and k or the arrows while one of its links has the focus. Enter opens, as on any link. */
export function QueueKeys({ children }: { children: React.ReactNode }) {
  return (
    <div role="group" aria-label="Steps" onKeyDown={move}>
      <p className="small soft mt-3 mb-2 pointer-coarse:hidden">
        By keyboard, from any step of the list: <kbd>j</kbd> or <kbd>↓</kbd> the next, <kbd>k</kbd> or <kbd>↑</kbd> the
        one before, <kbd>Enter</kbd> opens it.
      </p>
      {children}
    </div>
  );
}
