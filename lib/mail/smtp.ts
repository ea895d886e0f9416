import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Message } from './message';
import type { Outcome } from './send';

const seconds = 1000;
const isLoopback = (host: string) => /^(localhost|127\.[\d.]+|\[::1\])$/.test(host);

/**
 * How to connect, from smtp://user:password@host:port or smtps:// (TLS from the first byte). Over smtp:// the connection
 * must be lifted to TLS before anything is said, except on loopback or with `?tls=off`. `?timeout=` is in seconds.
 */
export function connectionOf(address: string) {
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  const asked = url.searchParams.get('tls');
  const plain = asked === 'off' || (asked === null && isLoopback(url.hostname));
  const timeout = Number(url.searchParams.get('timeout') ?? 20) * seconds;
  return {
    options: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || (secure ? 465 : 587)),
      secure,
      requireTLS: !secure && !plain,
      ignoreTLS: asked === 'off',
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
      dnsTimeout: timeout,
    },
    auth: url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : undefined,
  };
}

type Fault = Error & { code?: string; responseCode?: number };

/** What a failure means. Only codes are kept: a server's words may hold an address. */
function outcomeOf({ code = 'unknown', responseCode }: Fault, bodyBegun: boolean): Outcome {
  if (responseCode) {
    const problem = `smtp ${responseCode}`;
    // A wrong password or missing TLS is the operator's to mend, and no reason to give a letter up.
    const permanent = responseCode >= 500 && code !== 'EAUTH' && code !== 'ETLS' && code !== 'ECONNECTION';
    return { is: permanent ? 'refused' : 'delayed', problem };
  }
  return { is: bodyBegun ? 'uncertain' : 'delayed', problem: code };
}

/** Hands one message to a mail server in a connection of its own. Never throws for what the server or the network does. */
export async function sendBySmtp(address: string, { envelope, raw }: Message): Promise<Outcome> {
  const { options, auth } = connectionOf(address);
  const connection = new SMTPConnection(options);
  let bodyBegun = false;
  // Read only once the server has said that it takes the text: until then nothing can have been delivered.
  const body = new Readable({
    read() {
      bodyBegun = true;
      this.push(raw);
      this.push(null);
    },
  });
  try {
    await new Promise<void>((done, fail) => {
      const step = (next: () => void) => (error?: Error | null) => (error ? fail(error) : next());
      connection.on('error', fail);
      connection.on('end', () => fail(Object.assign(new Error('closed'), { code: 'ECONNECTION' })));
      const deliver = () => connection.send(envelope, body, step(done));
      connection.connect(step(() => (auth ? connection.login({ credentials: auth }, step(deliver)) : deliver())));
    });
    connection.quit();
    return { is: 'sent' };
  } catch (error) {
    connection.close();
    return outcomeOf(error as Fault, bodyBegun);
  } finally {
    body.destroy();
  }
}
