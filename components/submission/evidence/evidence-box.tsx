'use client';

import { useEffect, useRef, useState } from 'react';
import { count } from '@/lib/words';

/** Says in words when the number of citations changes, and keeps the keyboard's place when the pressed button went. */
function useChanges(total: number) {
  const [known, setKnown] = useState(total);
  const [said, setSaid] = useState('');
  const box = useRef<HTMLDivElement>(null);
  if (known !== total) {
    setKnown(total);
    setSaid(`${count(total, 'piece')} of evidence attached`);
  }
  useEffect(() => {
    if (said && document.activeElement === document.body) box.current?.focus();
  }, [said, total]);
  return { box, said };
}

/** The group around the evidence of a slot; says when a piece came or went. `total` is how many there are. */
export function EvidenceBox({
  id,
  labelledBy,
  total,
  children,
}: {
  id: string;
  labelledBy: string;
  total: number;
  children: React.ReactNode;
}) {
  const { box, said } = useChanges(total);
  return (
    <div id={id} ref={box} tabIndex={-1} role="group" className="mt-6" aria-labelledby={labelledBy}>
      {children}
      <p role="status" className="vh">
        {said}
      </p>
    </div>
  );
}
