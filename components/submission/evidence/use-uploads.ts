'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { sendFile, type Sending } from './send-file';

type Fields = Record<string, string>;

/** Files as a form hands them over, with its fields. */
export type Handed = { files: readonly File[]; fields: Fields };

/** One file on its way, as the page shows it. */
export type UploadItem = {
  key: string;
  file: File;
  fields: Fields;
  state: 'waiting' | 'sending' | 'done' | 'failed' | 'stopped';
  /** Bytes sent. */
  sent: number;
  /** What came of it, in words. */
  words: string;
  code?: string;
};

let made = 0;
/** What is wrong with files is fetched with the first of them. Where it cannot be, the server says it. */
async function itemOf(file: File, fields: Fields): Promise<UploadItem> {
  made += 1;
  const item = { key: `upload-${made}`, file, fields, sent: 0 };
  const rules = await import('@/lib/workflow/file-faults').catch(() => null);
  const fault = rules?.faultOf(file);
  return fault ? { ...item, state: 'failed', words: fault } : { ...item, state: 'waiting', words: '' };
}

/** Sends files one after the other, and tells how far each is. The page is refreshed when one has arrived. */
export function useUploads(handed: readonly Handed[]) {
  const router = useRouter();
  const [items, setItems] = useState<UploadItem[]>([]);
  const queue = useRef<UploadItem[]>([]);
  const active = useRef<{ key: string; sending: Sending } | null>(null);

  const change = useCallback((key: string, to: Partial<UploadItem>) => {
    setItems((all) => all.map((item) => (item.key === key ? { ...item, ...to } : item)));
  }, []);

  const pump = useCallback(async () => {
    if (active.current) return;
    for (let next = queue.current.shift(); next; next = queue.current.shift()) {
      const { key, file, fields } = next;
      const sending = sendFile(file, fields, (sent) => change(key, { sent }));
      active.current = { key, sending };
      change(key, { state: 'sending' });
      change(key, await sending.done);
      router.refresh();
    }
    active.current = null;
  }, [change, router]);

  useEffect(
    () => () => {
      queue.current = [];
      active.current?.sending.stop();
    },
    [],
  );

  const add = useCallback(
    async ({ files, fields }: Handed) => {
      const fresh = await Promise.all(files.map((file) => itemOf(file, fields)));
      setItems((all) => [...all.filter((item) => item.state !== 'done'), ...fresh]);
      queue.current.push(...fresh.filter((item) => item.state === 'waiting'));
      void pump();
    },
    [pump],
  );

  const taken = useRef(0);
  useEffect(() => {
    const fresh = handed.slice(taken.current);
    taken.current = handed.length;
    for (const one of fresh) void add(one);
  }, [handed, add]);

  const stop = useCallback(
    (key: string) => {
      queue.current = queue.current.filter((item) => item.key !== key);
      if (active.current?.key === key) active.current.sending.stop();
      else change(key, { state: 'stopped', words: 'Stopped before it was sent.' });
    },
    [change],
  );

  const again = useCallback(
    async (item: UploadItem, more: Fields = {}) => {
      const fresh = await itemOf(item.file, { ...item.fields, ...more });
      setItems((all) => all.map((one) => (one.key === item.key ? fresh : one)));
      if (fresh.state === 'waiting') queue.current.push(fresh);
      void pump();
    },
    [pump],
  );

  const dismiss = useCallback((key: string) => setItems((all) => all.filter((item) => item.key !== key)), []);
  return { items, stop, again, dismiss };
}
