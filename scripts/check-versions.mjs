// Names every package of the lockfile that is below a version with a known fault: npm run check:versions
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Failure } from './failure.mjs';
import { command } from './lifetime.mjs';
import { inProject } from './paths.mjs';

/** The oldest version of each package without a known fault; one for each line that is still mended. */
export const floors = {
  next: ['16.3.3'],
  react: ['19.2.8', '19.3.1'],
  'react-dom': ['19.2.8', '19.3.1'],
  'next-auth': ['4.24.15'],
  nodemailer: ['9.0.1'],
  sharp: ['0.35.4'],
  'file-type': ['21.3.2'],
  undici: ['7.30.2'],
  tar: ['7.5.19'],
};

const numbers = (version) => version.split(/[.+-]/).slice(0, 3).map(Number);

function isBelow(version, floor) {
  const [mine, least] = [numbers(version), numbers(floor)];
  const at = mine.findIndex((number, i) => number !== least[i]);
  return at >= 0 && mine[at] < least[at];
}

/** The floor a version must reach: that of its own minor line, else the highest. A pre-release counts as its release. */
function floorFor(version, known) {
  const line = numbers(version).slice(0, 2).join('.');
  return known.find((floor) => numbers(floor).slice(0, 2).join('.') === line) ?? known.at(-1);
}

/** Returns a sentence for each installed copy of a package that is below its floor, nested copies included. */
export function faulty(lockfile) {
  return Object.entries(lockfile.packages).flatMap(([place, { version }]) => {
    const name = place.split('node_modules/').at(-1);
    const known = Object.hasOwn(floors, name) ? floors[name] : undefined;
    if (!place || !known || !version) return [];
    const floor = floorFor(version, known);
    return isBelow(version, floor) ? [`${place} is ${version}; it must be at least ${floor}.`] : [];
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await command(() => {
    const found = faulty(JSON.parse(fs.readFileSync(inProject('package-lock.json'), 'utf8')));
    if (found.length > 0) throw new Failure(found.join('\n'));
    process.stdout.write('No package is below its floor.\n');
    return 0;
  });
}
