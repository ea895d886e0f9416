'use client';

import Image from 'next/image';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** How many times the width of its place a picture is drawn. */
const zooms = [1, 1.5, 2, 3, 4, 6];
const last = zooms.length - 1;

/**
 * A picture of the library at the width of its place, drawn larger by buttons, by plus and minus, by turning the wheel with
 * Control held, or by a double press; then it is moved by arrow keys, by scrolling or by dragging.
 */
export default function Picture({ source, file, title }: { source: string; file: string; title: string }) {
  const [lost, setLost] = useState(false);
  const [step, setStep] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const middle = useRef({ x: 0.5, y: 0.5 });
  const zoom = zooms[step]!;

  /** Draws it larger or smaller; what is in the middle stays there. */
  const turn = (by: number) =>
    setStep((now) => {
      const box = frame.current;
      if (box)
        middle.current = {
          x: (box.scrollLeft + box.clientWidth / 2) / box.scrollWidth,
          y: (box.scrollTop + box.clientHeight / 2) / box.scrollHeight,
        };
      return Math.min(Math.max(now + by, 0), last);
    });

  useLayoutEffect(() => {
    const box = frame.current;
    if (!box) return;
    box.scrollLeft = middle.current.x * box.scrollWidth - box.clientWidth / 2;
    box.scrollTop = middle.current.y * box.scrollHeight - box.clientHeight / 2;
  }, [step]);

  // React listens to the wheel without the right to keep the page from zooming as a whole.
  useEffect(() => {
    const box = frame.current;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      turn(event.deltaY < 0 ? 1 : -1);
    };
    box?.addEventListener('wheel', wheel, { passive: false });
    return () => box?.removeEventListener('wheel', wheel);
  }, []);

  const keys = (event: React.KeyboardEvent) => {
    const by = { '+': 1, '=': 1, '-': -1, '0': -last }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    turn(by);
  };
  const drag = (event: React.PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1 || event.pointerType !== 'mouse' || step === 0) return;
    event.currentTarget.scrollLeft -= event.movementX;
    event.currentTarget.scrollTop -= event.movementY;
  };

  if (lost)
    return (
      <Notice kind="look" live title="This picture cannot be shown here. Save the whole file to see it.">
        <p>
          <a href={file}>Whole file</a>
        </p>
      </Notice>
    );
  return (
    <>
      <div className="viewer-bar">
        <span role="status">{step === 0 ? 'Whole picture' : `${zoom} times as wide`}</span>
        <span className="acts">
          <Button
            look="link"
            blocked={step === last ? 'It is as large as it gets here.' : undefined}
            onClick={() => turn(1)}
          >
            Larger
          </Button>
          <Button look="link" blocked={step === 0 ? 'This is the whole picture.' : undefined} onClick={() => turn(-1)}>
            Smaller
          </Button>
          <a href={file}>Whole file</a>
        </span>
      </div>
      <div
        ref={frame}
        className="picture-frame"
        role="group"
        aria-label={`${title}. Plus and minus draw it larger and smaller, arrow keys move it.`}
        tabIndex={0}
        data-zoomed={step > 0 || undefined}
        onKeyDown={keys}
        onPointerMove={drag}
        onDoubleClick={() => turn(step === 0 ? 2 : -last)}
      >
        <Image
          src={source}
          alt={title}
          width={0}
          height={0}
          unoptimized
          draggable={false}
          className="h-auto max-w-none"
          style={{ width: `${zoom * 100}%` }}
          onError={() => setLost(true)}
        />
      </div>
    </>
  );
}
