import { connect } from 'node:net';
import { Readable } from 'node:stream';

/*
 * The port to a virus scanner: clamd over TCP, by its INSTREAM command. The bytes are handed over in pieces, each with its
 * length before it; the answer is one line. Only the one line that says so makes a file clean: an error, silence or a cut
 * is "could not scan".
 */

/** What a scanner says of bytes; a finding has the name of what was found. */
export type Scan = { state: 'clean' } | { state: 'infected'; found: string } | { state: 'failed'; why: string };

const most = { piece: 64 * 1024, answer: 4096 };

async function* framed(source: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const chunk of source as AsyncIterable<Buffer>)
    for (let at = 0; at < chunk.length; at += most.piece) {
      const piece = chunk.subarray(at, at + most.piece);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      yield length;
      yield piece;
    }
  yield Buffer.alloc(4);
}

async function ask(address: URL, source: Readable, patience: number): Promise<string> {
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(address.port || 3310), signal: AbortSignal.timeout(patience) });
  const sending = Readable.from(framed(source));
  sending.on('error', (error) => socket.destroy(error)).pipe(socket, { end: false });
  try {
    // The scanner may answer before it has read everything, as when there is too much: then the answer counts.
    let answer = '';
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      answer += chunk.toString('utf8');
      if (answer.includes('\0') || answer.length > most.answer) break;
    }
    return answer;
  } finally {
    socket.destroy();
    sending.destroy();
    source.destroy();
  }
}

/** Has clamd at `address` (tcp://host:port) look at the bytes; never longer than `patience` milliseconds. Never throws. */
export async function scanBytes(address: string, source: Readable, patience = 60_000): Promise<Scan> {
  let answer: string;
  try {
    answer = await ask(new URL(address), source, patience);
  } catch (error) {
    return { state: 'failed', why: error instanceof Error ? error.message : 'unknown' };
  }
  if (answer === 'stream: OK\0') return { state: 'clean' };
  const found = /^stream: (.+) FOUND\0$/.exec(answer)?.[1];
  if (found) return { state: 'infected', found };
  return { state: 'failed', why: answer.replace(/\0.*$/s, '').slice(0, 200) || 'no answer' };
}
