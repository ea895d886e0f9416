import { Brand } from './brand';
import { NavLinks, type NavItem } from './nav-links';

/** Masthead: skip link, mark, main navigation, who is signed in. `children` is the slot for signing in or out. */
export function SiteHeader({
  items,
  home = '/',
  who,
  children,
}: {
  items: NavItem[];
  home?: string;
  who?: { name: string; role: string; href: string };
  children?: React.ReactNode;
}) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="top">
        <div className="wrap">
          <a className="brand" href={home}>
            <Brand />
          </a>
          {(items.length > 0 || who || children) && (
            <>
              <button className="menu" type="button" popoverTarget="site-menu">
                Menu
              </button>
              <div className="sheet" id="site-menu" popover="auto">
                <button className="menu" type="button" popoverTarget="site-menu" popoverTargetAction="hide">
                  Close
                </button>
                <NavLinks items={items} />
                {(who || children) && (
                  <div className="who-block">
                    {who && (
                      <div className="who">
                        <a href={who.href}>
                          <b>{who.name}</b>
                          {who.role}
                        </a>
                      </div>
                    )}
                    {children}
                  </div>
                )}
              </div>
            </>
          )}
        </div>
      </header>
    </>
  );
}
