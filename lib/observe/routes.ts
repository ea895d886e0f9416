import { readFileSync } from 'node:fs';
import path from 'node:path';

type Manifest = {
  staticRoutes: { page: string }[];
  dynamicRoutes: { page: string; regex: string }[];
};

/** What an address is called in log and metrics: the pattern of its route, which holds nobody's ids, or one word for the rest. */
export type RouteOf = (pathname: string) => string;

/** Reads the routes of a build; without one (while developing) every address is "other". */
export function readRoutes(folder = path.join(process.cwd(), '.next')): RouteOf {
  let manifest: Manifest = { staticRoutes: [], dynamicRoutes: [] };
  try {
    manifest = JSON.parse(readFileSync(path.join(folder, 'routes-manifest.json'), 'utf8')) as Manifest;
  } catch {
    // No build: nothing is known.
  }
  return routeFinder(manifest);
}

/** Finds the pattern of an address among a build's routes; only patterns of the build and two words ever come out. */
export function routeFinder({ staticRoutes, dynamicRoutes }: Manifest): RouteOf {
  // The two of next.config.js that are rewritten to a route.
  const fixed = new Set(
    ['/healthz', '/readyz', ...staticRoutes.map(({ page }) => page)].filter((page) => !page.startsWith('/_')),
  );
  const patterns = dynamicRoutes.map(({ page, regex }) => ({ page, regex: new RegExp(regex) }));
  return (pathname) => {
    if (pathname.startsWith('/_next/')) return 'assets';
    const plain = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
    if (fixed.has(plain)) return plain;
    return patterns.find(({ regex }) => regex.test(plain))?.page ?? 'other';
  };
}
