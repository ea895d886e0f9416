'use client';

import { troubleWords } from '@/lib/trouble-words';
import { Brand } from './brand';

function digestOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return undefined;
  return typeof error.digest === 'string' ? error.digest : undefined;
}

/** Sent along with every page, so it is kept small: what failed on the way from one page to another; lib/observe/trouble-page.ts has the rest. */
export function Trouble({ error, retry }: { error: unknown; retry: () => void }) {
  const words = troubleWords(digestOf(error));
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
          <h1>{words.title}</h1>
          <p className="lede">{words.lede}</p>
        </div>
        <div className="prose">
          <p>{words.next}</p>
          {words.reference && (
            <p>
              Reference <b className="num">{words.reference}</b>
            </p>
          )}
        </div>
        <div className="acts mt-6">
          <button type="button" className="btn" onClick={retry}>
            {words.again}
          </button>
          <a href="/">{words.home}</a>
        </div>
      </main>
    </>
  );
}
