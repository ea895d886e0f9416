'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import { draw, openPdf, type Pdf } from './pdf-drawing';

type Props = { source: string; file: string; title: string; start: number };

/** The pages of a PDF, one at a time, each also as text. */
export default function PdfPages({ source, file, title, start }: Props) {
  const [pdf, setPdf] = useState<Pdf | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [page, setPage] = useState(start);
  const [text, setText] = useState('');
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    let gone = false;
    const opening = openPdf(source);
    opening.then(
      (opened) => {
        if (gone) return;
        setPdf(opened);
        setPage((wanted) => Math.min(wanted, opened.pages));
      },
      () => !gone && setTrouble('This file cannot be drawn here. Save the whole file to read it.'),
    );
    return () => {
      gone = true;
      opening.then(
        (opened) => opened.close(),
        () => undefined,
      );
    };
  }, [source]);

  useEffect(() => {
    const target = canvas.current;
    if (!pdf || !target) return;
    const drawing = draw(pdf, page, target);
    drawing.done.then(setText, () => setTrouble('This page cannot be drawn here. Save the whole file to read it.'));
    return drawing.stop;
  }, [pdf, page]);

  if (trouble)
    return (
      <Notice kind="look" live title={trouble}>
        <p>
          <a href={file}>Whole file</a>
        </p>
      </Notice>
    );
  if (!pdf) return <Progress label="Opening the file" />;
  const where = `Page ${page} of ${pdf.pages}`;
  return (
    <>
      <div className="viewer-bar">
        <span role="status">
          {where}
          {page === start && start > 1 ? ', at the pinpoint' : ''}
        </span>
        <span className="acts">
          <Button
            look="link"
            blocked={page === 1 ? 'This is the first page.' : undefined}
            onClick={() => setPage(page - 1)}
          >
            Page back
          </Button>
          <Button
            look="link"
            blocked={page === pdf.pages ? 'This is the last page.' : undefined}
            onClick={() => setPage(page + 1)}
          >
            Page forward
          </Button>
          <a href={file}>Whole file</a>
        </span>
      </div>
      <canvas ref={canvas} role="img" aria-label={`${title}, ${where}`} className="mt-2 w-full border border-edge" />
      <details className="mt-1">
        <summary className="linkish list-none small">Text of page {page}</summary>
        <p className="doc small whitespace-pre-line">{text || 'This page holds no text, only pictures.'}</p>
      </details>
    </>
  );
}
