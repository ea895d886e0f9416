import { createServer, type Socket } from 'node:net';

export type Manner = 'true' | 'error' | 'slow' | 'cut' | 'nonsense' | 'half' | 'small';

/** Reads what an INSTREAM command carries; null while it is not whole. */
function carried(bytes: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (bytes.length < command.length) return null;
  if (bytes.toString('latin1', 0, command.length) !== command) throw new Error('Not the command that was agreed');
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

/**
 * A small server that speaks clamd's protocol: it finds `needle` in the bytes it is given, or answers badly in one of the
 * manners a real one can. `seen` holds what it was given.
 */
export async function fakeClamd(needle: string) {
  const open = new Set<Socket>();
  const seen: Buffer[] = [];
  let manner: Manner = 'true';
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (manner === 'cut') return socket.destroy();
      if (manner === 'small') return socket.end('INSTREAM size limit exceeded. ERROR\0');
      const bytes = carried(received);
      if (!bytes || manner === 'slow') return;
      seen.push(bytes);
      const answer = bytes.includes(needle) ? 'stream: Test.Pattern FOUND\0' : 'stream: OK\0';
      const answers = {
        true: answer,
        error: 'stream: lstat() failed. ERROR\0',
        nonsense: 'stream: OK, mostly\0',
        half: 'stream: O',
      };
      socket.end(answers[manner as keyof typeof answers]);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `tcp://127.0.0.1:${address.port}`,
    seen,
    answer: (next: Manner) => {
      manner = next;
    },
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
