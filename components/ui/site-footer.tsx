const links = [
  { href: '/how-it-works', label: 'How it works' },
  { href: '/help', label: 'Help and how to reach us' },
  { href: '/accessibility', label: 'Accessibility' },
  { href: '/privacy', label: 'Privacy' },
];

/** The foot of every page; `notes` are short facts such as the rulebook in force. */
export function SiteFooter({ notes = [] }: { notes?: string[] }) {
  return (
    <footer className="foot">
      <div className="wrap">
        <span>Times are Eastern (America/New_York).</span>
        {notes.map((note) => (
          <span key={note}>{note}</span>
        ))}
        <nav aria-label="About this site">
          <ul>
            {links.map(({ href, label }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  );
}
