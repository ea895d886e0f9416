import http from 'node:http';
import type { Portal } from './built-portal';

export type RawAnswer = { status: number; headers: http.IncomingHttpHeaders; text: string; content: Buffer };

/** A request whose path and headers arrive as they are written: nothing is tidied on the way, as `fetch` does. */
export function raw(
  portal: Portal,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(portal.address);
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const content = Buffer.concat(chunks);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: content.toString('utf8'), content });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
