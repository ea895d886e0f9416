import { DemoStrip } from '@/components/ui/demo-strip';
import type { NavItem } from '@/components/ui/nav-links';
import { SiteFooter } from '@/components/ui/site-footer';
import { SiteHeader } from '@/components/ui/site-header';

type Props = {
  demonstration: boolean;
  items: NavItem[];
  home?: string;
  who?: { name: string; role: string; href: string };
  /** Sign in, or sign out. */
  entrance: React.ReactNode;
  rulebook: { year: number; version: number } | null;
  children: React.ReactNode;
};

/** What stands above and below every page: demonstration strip, masthead, foot. */
export function SiteFrame({ demonstration, items, home, who, entrance, rulebook, children }: Props) {
  return (
    <>
      {demonstration && (
        <DemoStrip>The towns of the Millbrook Valley, their people, dates and figures are invented.</DemoStrip>
      )}
      <SiteHeader items={items} home={home} who={who}>
        {entrance}
      </SiteHeader>
      {children}
      <SiteFooter notes={rulebook ? [`Rulebook ${rulebook.year}, version ${rulebook.version}`] : []} />
    </>
  );
}
