import type { Metadata } from 'next';
import { LinkButton } from '@/components/ui/link-button';
import { PageHead } from '@/components/ui/page-head';
import { SiteFooter } from '@/components/ui/site-footer';
import { SiteHeader } from '@/components/ui/site-header';
import { requestId } from '@/lib/observe/request';

const nav = [
  { href: '/towns', label: 'Towns' },
  { href: '/actions', label: 'Actions' },
  { href: '/how-it-works', label: 'How it works' },
];

export const metadata: Metadata = { title: 'No page here' };

/** Shown for an address without a page, and for what the reader has no right to see: the two look alike. */
export default function NotFound() {
  const reference = requestId();
  return (
    <>
      <SiteHeader items={nav} />
      <main id="main" className="wrap" tabIndex={-1}>
        <PageHead
          spaced
          title="There is no page at this address"
          lede="Check the address for a slip, or start again from a page that is here."
        />
        <div className="prose">
          <p>
            If someone sent you this link, you may need to sign in first, or ask a contact of the town to add you to it.
          </p>
          {reference && (
            <p>
              Reference <b className="num">{reference}</b>
            </p>
          )}
        </div>
        <div className="acts mt-6">
          <LinkButton href="/">Go to the front page</LinkButton>
          <LinkButton href="/sign-in" look="second">
            Sign in
          </LinkButton>
        </div>
      </main>
      <SiteFooter />
    </>
  );
}
