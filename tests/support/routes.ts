import { readdirSync } from 'node:fs';
import path from 'node:path';

const app = path.resolve(import.meta.dirname, '../../app');

const found = (file: string, below = ''): string[] =>
  readdirSync(path.join(app, below), { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => path.posix.basename(name) === file)
    .map((name) =>
      `/${path.posix.dirname(name)}`
        .split('/')
        .filter((part) => part !== '' && part !== '.' && !/^\(.*\)$/.test(part))
        .join('/'),
    )
    .map((route) => `/${route}`)
    .sort();

/** The addresses of every page in the app folder, such as `/applications/[id]/check`. */
export const pageRoutes = (): string[] => found('page.tsx');

/** The addresses of the pages that only people who are signed in reach. */
export const portalRoutes = (): string[] => found('page.tsx', '(portal)');

/** The addresses of every route handler. */
export const apiRoutes = (): string[] => found('route.ts');
