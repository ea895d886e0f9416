import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type Received = { from: string; to: string[]; text: string; secure: boolean };

type Refusing = Error & { responseCode?: number };
const refusal = (code: number): Refusing => Object.assign(new Error('not here'), { responseCode: code });

/** How the server answers a recipient: takes it, refuses with a code, or says nothing any more from RCPT or after DATA on. */
export type Manner = 'take' | number | 'silent' | 'silent-after-data' | 'drop-after-data' | 'refuse-after-data';

/** A real mail server on loopback that keeps what it takes and can be told how to behave. */
export async function startMailServer(options: Partial<SMTPServerOptions> = {}) {
  const received: Received[] = [];
  const state: { manner: Manner; connections: number } = { manner: 'take', connections: 0 };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    ...options,
    onConnect(_session, answer) {
      state.connections += 1;
      answer();
    },
    onRcptTo(_to, _session, answer) {
      if (typeof state.manner === 'number') answer(refusal(state.manner));
      else if (state.manner !== 'silent') answer();
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const keep = () =>
          received.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            text: Buffer.concat(chunks).toString('utf8'),
            secure: session.secure,
          });
        if (state.manner === 'refuse-after-data') answer(refusal(554));
        else if (state.manner === 'silent-after-data') keep();
        else if (state.manner === 'drop-after-data') {
          keep();
          for (const one of server.connections as unknown as Set<{ close: () => void }>) one.close();
        } else {
          keep();
          answer();
        }
      });
    },
  });
  // Clients that break off are part of what is tested.
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    received,
    state,
    url: (query = '') => `smtp://127.0.0.1:${port}${query}`,
    stop: () => new Promise<void>((stopped) => server.close(() => stopped())),
  };
}
