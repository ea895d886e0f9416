'use client';

import { Trouble } from '@/components/ui/trouble';
import { faces } from './faces';
import './globals.css';

/** The one boundary around every page: it comes along with each, and takes the place of the whole document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en-US" className={faces}>
      <head>
        <title>This page could not be shown · Town Green</title>
      </head>
      <body>
        <Trouble error={error} retry={retry} />
      </body>
    </html>
  );
}
