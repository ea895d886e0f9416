'use client';

import { Trouble } from '@/components/ui/trouble';
import './globals.css';

/** Replaces the root layout when that itself fails. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en-US">
      <head>
        <title>This page could not be shown · Town Green</title>
      </head>
      <body>
        <Trouble error={error} retry={retry} />
      </body>
    </html>
  );
}
