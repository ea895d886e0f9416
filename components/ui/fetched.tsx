'use client';

import { useEffect, useState } from 'react';
import { Notice } from './notice';

type Part<P> = React.ComponentType<P>;

/**
 * A part of a page whose script is fetched when it is first shown; `waiting` stands in its place meanwhile. Where it cannot
 * be fetched, the page and what is typed in it stay, and it says what to do; shown again, it is fetched again.
 */
export function fetched<P extends object>(fetchPart: () => Promise<Part<P>>, waiting: React.ReactNode): Part<P> {
  return function Fetched(props: P) {
    const [part, setPart] = useState<{ Shown: Part<P> | null } | null>(null);
    useEffect(() => {
      let gone = false;
      const show = (Shown: Part<P> | null) => !gone && setPart({ Shown });
      fetchPart().then(show, () => show(null));
      return () => {
        gone = true;
      };
    }, []);
    if (!part) return waiting;
    if (part.Shown) return <part.Shown {...props} />;
    return (
      <Notice kind="bad" live title="This could not be opened">
        <p className="small">
          The connection broke, or Town Green was updated since this page was opened. Nothing is lost: what you typed is
          still here. Close this and open it again; if that does not help, reload the page once everything is saved.
        </p>
      </Notice>
    );
  };
}
