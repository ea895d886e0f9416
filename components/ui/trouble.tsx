'use client';

import { Brand } from './brand';

function digestOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return undefined;
  return typeof error.digest === 'string' ? error.digest : undefined;
}

/** Sent along with every page, so it is kept small. What a reader sees when the portal itself failed: the reference number and what to do, nothing of the cause. */
export function Trouble({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = digestOf(error);
  const busy = reference === 'busy';
  return (
    <>
      <header className="top">
        <div className="wrap">
          <a className="brand" href="/">
            <Brand />
          </a>
        </div>
      </header>
      <main id="main" className="wrap" tabIndex={-1}>
        <div className="page-head spaced">
          <h1>{busy ? 'Town Green is very busy' : 'This page could not be shown'}</h1>
          <p className="lede">The fault is the portal’s, not yours. What was already saved is safe.</p>
        </div>
        <div className="prose">
          <p>
            {busy
              ? 'Wait a few seconds, then try this page again.'
              : `Try once more. If it happens again, tell a program coordinator what you were doing${reference ? ', and give this number' : ''}.`}
          </p>
          {reference && !busy && (
            <p>
              Reference <b className="num">{reference}</b>
            </p>
          )}
        </div>
        <div className="acts mt-6">
          <button type="button" className="btn" onClick={retry}>
            Try this page again
          </button>
          <a href="/">Go to the front page</a>
        </div>
      </main>
    </>
  );
}
