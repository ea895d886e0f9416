import { readdirSync } from 'node:fs';
import path from 'node:path';

const app = path.resolve(import.meta.dirname, '../../app');

type Found = { route: string; file: string };

const found = (file: string, below = ''): Found[] =>
  readdirSync(path.join(app, below), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(below, name.split(path.sep).join('/')))
    .filter((name) => path.posix.basename(name) === file)
    .map((name) => ({ route: routeOf(name), file: name }))
    .sort((a, b) => (a.route < b.route ? -1 : 1));

const routeOf = (file: string): string =>
  `/${path.posix
    .dirname(file)
    .split('/')
    .filter((part) => part !== '.' && !/^\(.*\)$/.test(part))
    .join('/')}`;

const addresses = (all: Found[]): string[] => all.map(({ route }) => route);

/** The addresses of every page in the app folder, such as `/applications/[id]/check`. */
export const pageRoutes = (): string[] => addresses(found('page.tsx'));

/** The addresses of the pages that only people who are signed in reach. */
export const portalRoutes = (): string[] => addresses(found('page.tsx', '(portal)'));

/** Every route handler: its address, and its file below the app folder. */
export const routeFiles = (): Found[] => found('route.ts');
