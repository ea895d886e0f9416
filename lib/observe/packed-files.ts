import diagnostics from 'node:diagnostics_channel';
import { readdirSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import path from 'node:path';

type Started = { request: IncomingMessage; response: ServerResponse; server: Server };

/** How scripts/pack.mjs packs, as browsers name it, and the folder where it puts what it packed. */
export const packing = 'br';

const files = '/_next/static/';

/** Where a build's packed files are to be had, by the address of what they unpack to; empty without a build. */
export function readPacked(folder = path.join(process.cwd(), '.next', 'static', packing)): Map<string, string> {
  try {
    const found = readdirSync(/* turbopackIgnore: true */ folder, { recursive: true, withFileTypes: true });
    return new Map(
      found
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)).replaceAll(path.sep, '/'))
        .map((name) => [files + name, `${files}${packing}/${name}`]),
    );
  } catch {
    // While developing, or started from a build that nobody packed: the framework packs as it answers.
    return new Map();
  }
}

/** Whether a browser unpacks brotli, as its `Accept-Encoding` says (RFC 9110, 12.5.3). */
export const unpacks = (accepted: string | string[] | undefined): boolean =>
  String(accepted ?? '')
    .split(',')
    .map((one) => one.toLowerCase().split(';'))
    .some(([name, quality]) => name!.trim() === packing && Number(quality?.split('=')[1] ?? 1) > 0);

/**
 * Sends a file of the build as it was packed beforehand to whoever unpacks it: below the framework, the request is for the
 * packed file, which the framework serves as it does all of them. Addresses are looked up as they were sent, so that
 * nothing but those files can be meant. To be called after `frameAnswers`.
 */
export function sendPacked(packed: ReadonlyMap<string, string>, apart: (server: Server) => boolean): void {
  if (packed.size === 0) return;
  diagnostics.subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as Started;
    const address = packed.get(request.url ?? '');
    if (!address || apart(server)) return;
    response.setHeader('Vary', 'Accept-Encoding');
    if (!unpacks(request.headers['accept-encoding'])) return;
    request.url = address;
    response.setHeader('Content-Encoding', packing);
  });
}
