import { once } from 'node:events';
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import dns from 'dns-packet';

/** What a name server answers: addresses for each question in turn (the last is repeated), or a code such as NXDOMAIN. */
export type Zone = Record<string, (string[] | 'NXDOMAIN' | 'SERVFAIL')[]>;

const closing: (() => Promise<unknown>)[] = [];

/** Closes every server of this file. */
export const closeServers = () => Promise.all(closing.splice(0).map((close) => close()));

/** A name server on loopback, asked through a resolver of its own; it notes what it was asked. */
export async function nameServer(zone: Zone) {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const query = dns.decode(message);
    const question = query.questions?.[0];
    const { name = '', type = 'A' } = question ?? {};
    asked.push(`${type} ${name}`);
    const turn = asked.filter((one) => one === `${type} ${name}`).length - 1;
    const answers = zone[name];
    const answer = answers?.[Math.min(turn, answers.length - 1)] ?? 'NXDOMAIN';
    const rcode = { NXDOMAIN: 3, SERVFAIL: 2 }[String(answer)] ?? 0;
    const wanted = (address: string) => (type === 'AAAA' ? net.isIPv6(address) : net.isIPv4(address));
    const records = Array.isArray(answer) ? answer.filter(wanted) : [];
    const reply = dns.encode({
      type: 'response',
      id: query.id,
      flags: dns.RECURSION_DESIRED | dns.RECURSION_AVAILABLE | rcode,
      questions: query.questions,
      answers: records.map((data) => ({ type: type as 'A', name, ttl: 0, data })),
    });
    socket.send(reply, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  closing.push(async () => socket.close());
  const names = new Resolver({ timeout: 500, tries: 1 });
  names.setServers([`127.0.0.1:${socket.address().port}`]);
  return { names, asked };
}

/** A web server on loopback; it counts connections and keeps what it was sent. */
export async function webServer(answer: http.RequestListener = (_request, response) => response.end('here')) {
  const seen: http.IncomingMessage[] = [];
  const server = http.createServer({ maxHeaderSize: 1024 * 1024 }, (request, response) => {
    seen.push(request);
    answer(request, response);
  });
  let connections = 0;
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: String((server.address() as AddressInfo).port), seen, connections: () => connections };
}

/** A server that takes the first bytes of each connection, such as a TLS greeting with the name in it, and hangs up. */
export async function helloServer() {
  const seen: Buffer[] = [];
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      seen.push(bytes);
      socket.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return { port: String((server.address() as AddressInfo).port), seen };
}
