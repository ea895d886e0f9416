import { Empty } from '@/components/ui/empty';
import { LinkButton } from '@/components/ui/link-button';
import { PageHead } from '@/components/ui/page-head';

/** Said where a single-use link leads to nothing any more: what it was, where to go on, and that nothing is lost. */
export function ClosedLink({
  title,
  next,
  children,
}: {
  title: string;
  next: { href: string; label: string };
  children: React.ReactNode;
}) {
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead spaced title="This link is no longer open" />
      <Empty
        title={title}
        actions={
          <LinkButton href={next.href} look="second">
            {next.label}
          </LinkButton>
        }
      >
        {children}
      </Empty>
    </main>
  );
}
