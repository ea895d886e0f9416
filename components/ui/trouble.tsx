'use client';

import { Button } from './button';
import { PageHead } from './page-head';
import { SiteHeader } from './site-header';

function digestOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return undefined;
  return typeof error.digest === 'string' ? error.digest : undefined;
}

/** What a reader sees when the portal itself failed: the reference number and what to do, nothing of the cause. */
export function Trouble({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = digestOf(error);
  return (
    <>
      <SiteHeader items={[]} />
      <main id="main" className="wrap" tabIndex={-1}>
        <PageHead
          spaced
          title="This page could not be shown"
          lede="The fault is the portal’s, not yours. What was already saved is safe."
        />
        <div className="prose">
          <p>
            Try once more. If it happens again, tell a program coordinator what you were doing
            {reference ? ', and give this number' : ''}.
          </p>
          {reference && (
            <p>
              Reference <b className="num">{reference}</b>
            </p>
          )}
        </div>
        <div className="acts mt-6">
          <Button onClick={retry}>Try this page again</Button>
          <a href="/">Go to the front page</a>
        </div>
      </main>
    </>
  );
}
