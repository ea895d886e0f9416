'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';

/** A link to hand over, selectable as text, with a button that copies it. */
export function CopyLink({ link }: { link: string }) {
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setSaid('Copied.'),
      () => setSaid('Select the link and copy it with the keyboard.'),
    );
  return (
    <p className="mt-2">
      <code className="doc break-all">{link}</code>
      <span className="acts mt-2">
        <Button look="second" small onClick={() => void copy()}>
          Copy the link
        </Button>
        <span className="small soft" role="status">
          {said}
        </span>
      </span>
    </p>
  );
}
