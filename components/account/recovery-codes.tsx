'use client';

import { useEffect, useRef } from 'react';
import { PrintButton } from '@/components/public/print-button';

/** Ten recovery codes, shown this once; takes the focus when they appear. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <div className="recovery">
      <h3 ref={head} tabIndex={-1}>
        Your recovery codes
      </h3>
      <p>
        Print them or write them down, and keep them away from your phone. Each signs you in once if you lose it. They
        are not shown again.
      </p>
      <ol>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <PrintButton>Print this page</PrintButton>
    </div>
  );
}
