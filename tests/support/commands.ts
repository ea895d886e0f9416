import fs from 'node:fs';
import { inProject } from '@/scripts/paths.mjs';
import type { Portal } from './built-portal';

export type Form = Record<string, string | string[]>;
export type Reason = { code: string; message: string; at?: string };
/** What a command answered: its result, or where it led on to; `null` when Next itself refused. */
export type CommandAnswer = {
  status: number;
  text: string;
  result: { ok: boolean; code?: string; reasons?: Reason[] } | null;
  led: string | null;
};

type Manifest = { node: Record<string, { filename: string; exportedName: string }> };

/** Every command of the build by name (`applications.setAimCommand`) with the id a browser sends for it. */
export function builtCommands(): Record<string, string> {
  const file = inProject('.next', 'server', 'server-reference-manifest.json');
  const { node } = JSON.parse(fs.readFileSync(file, 'utf8')) as Manifest;
  return Object.fromEntries(
    Object.entries(node).map(([id, { filename, exportedName }]) => [
      `${filename.replace(/^app\/_commands\/(.*)\.ts$/, '$1')}.${exportedName}`,
      id,
    ]),
  );
}

/**
 * A form as React's client encodes the arguments of a command: no earlier answer, and the form itself. The arguments come
 * last, because the server reads them as they arrive.
 */
export function encoded(form: Form): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) {
    if (Array.isArray(value)) for (const one of value) body.append(`_1_${name}[]`, one);
    else body.append(`_1_${name}`, value);
  }
  body.append('0', '[null,"$K1"]');
  return body;
}

/** Headers by which a browser says that a post comes from a page of the portal. */
export const ownPage = (portal: Portal) => ({ origin: portal.address, 'sec-fetch-site': 'same-origin' });

/** Posts a form to a command, as the page at `page` does. */
export async function post(
  portal: Portal,
  id: string,
  form: Form,
  options: { cookie?: string; page: string; headers?: Record<string, string> },
): Promise<CommandAnswer> {
  const answer = await fetch(portal.address + options.page, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'next-action': id,
      accept: 'text/x-component',
      ...(options.cookie ? { cookie: options.cookie } : {}),
      ...(options.headers ?? ownPage(portal)),
    },
    body: encoded(form),
  });
  const text = await answer.text();
  const line = /^\w+:(\{"ok":.*\})$/m.exec(text)?.[1];
  return {
    status: answer.status,
    text,
    result: line ? (JSON.parse(line) as CommandAnswer['result']) : null,
    led: answer.headers.get('x-action-redirect')?.split(';')[0] ?? null,
  };
}
