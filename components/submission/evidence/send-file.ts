import type { Reason } from '@/lib/verdict';

type Answer = { ok: true; value: { reused: boolean; cited: unknown } } | { ok: false; code: string; reasons: Reason[] };

export type Arrived = { state: 'done' | 'failed' | 'stopped'; words: string; code?: string };
export type Sending = { done: Promise<Arrived>; stop: () => void };

const broken: Arrived = {
  state: 'failed',
  words: 'The connection broke. Send it again; what has arrived is never kept twice.',
};
const stopped: Arrived = { state: 'stopped', words: 'Stopped.' };

function arrived(status: number, text: string): Arrived {
  let answer: Answer;
  try {
    answer = JSON.parse(text) as Answer;
  } catch {
    return { state: 'failed', words: `The server did not answer as expected (${status}). Send it again.` };
  }
  if (!answer.ok) {
    const [reason] = answer.reasons;
    const words =
      answer.code === 'unauthenticated' ? 'Sign in again in another tab, then send it again.' : reason?.message;
    return { state: 'failed', words: words ?? broken.words, code: reason?.code };
  }
  const reused = answer.value.reused ? 'The library has this file already: the one there is used.' : 'Added.';
  return { state: 'done', words: reused };
}

/** Sends one file with its fields, telling the bytes sent. XMLHttpRequest, because fetch tells no progress of a body. */
export function sendFile(file: File, fields: Record<string, string>, onSent: (bytes: number) => void): Sending {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  const request = new XMLHttpRequest();
  const done = new Promise<Arrived>((settle) => {
    request.upload.onprogress = (event) => onSent(Math.min(event.loaded, file.size));
    request.onload = () => settle(arrived(request.status, request.responseText));
    request.onerror = () => settle(broken);
    request.onabort = () => settle(stopped);
  });
  request.open('POST', '/api/evidence');
  request.setRequestHeader('accept', 'application/json');
  request.send(form);
  return { done, stop: () => request.abort() };
}
