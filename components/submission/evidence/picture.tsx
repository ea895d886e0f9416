'use client';

import Image from 'next/image';
import { useState } from 'react';
import { Notice } from '@/components/ui/notice';

/** A picture of the library at the width of its place. */
export default function Picture({ source, file, title }: { source: string; file: string; title: string }) {
  const [lost, setLost] = useState(false);
  return (
    <>
      <div className="viewer-bar">
        <span>Whole picture</span>
        <a href={file}>Whole file</a>
      </div>
      {lost ? (
        <Notice kind="look" live title="This picture cannot be shown here. Save the whole file to see it." />
      ) : (
        <Image
          src={source}
          alt={title}
          width={0}
          height={0}
          unoptimized
          className="h-auto w-full border border-edge"
          onError={() => setLost(true)}
        />
      )}
    </>
  );
}
