import { readdirSync } from 'node:fs';
import path from 'node:path';

const app = path.resolve(import.meta.dirname, '../../app');

type Found = { route: string; file: string };

const found = (file: string): Found[] =>
  readdirSync(app, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => path.posix.basename(name) === file)
    .map((name) => ({ route: routeOf(name), file: name }))
    .sort((a, b) => (a.route < b.route ? -1 : 1));

const routeOf = (file: string): string =>
  `/${path.posix
    .dirname(file)
    .split('/')
    .filter((part) => part !== '.' && !/^\(.*\)$/.test(part))
    .join('/')}`;

/** The addresses of every page in the app folder, such as `/applications/[id]/check`. */
export const pageRoutes = (): string[] => found('page.tsx').map(({ route }) => route);

/** Every route handler: its address, and its file below the app folder. */
export const routeFiles = (): Found[] => found('route.ts');
