import { readFileSync } from 'node:fs';
import { shippedRulebooks } from '@/lib/rulebook/published';
import { parseApplicationFile } from '@/lib/scoring/file';
import { report } from '@/lib/scoring/report';
import { score } from '@/lib/scoring/score';
import { checkFile } from '@/lib/scoring/problems';

/* npm run --silent score -- FILE.json: scores an application file and prints JSON; FILE may be - for standard input. */

function refuse(lines: readonly string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(2);
}

function read(name: string): string {
  try {
    return readFileSync(name === '-' ? 0 : name, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return refuse([
      `${name}: this file could not be read (${error instanceof Error ? error.message : 'unknown reason'}).`,
    ]);
  }
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse([`${name}: this is not JSON (${error instanceof Error ? error.message : 'unknown reason'}).`]);
  }
}

const [name, ...rest] = process.argv.slice(2);
if (!name || rest.length > 0)
  refuse(['Name one application file: npm run --silent score -- FILE.json (or - for standard input).']);

const parsed = parseApplicationFile(parse(name, read(name)));
if (!parsed.ok)
  refuse(parsed.reasons.map((reason) => `${name}: ${reason.at || '(the whole file)'}: ${reason.message}`));

const { rulebook: wanted } = parsed.file;
const rulebook = shippedRulebooks.findLast(
  (r) => r.program === wanted.program && r.year === wanted.year && (wanted.version ?? r.version) === r.version,
);
if (!rulebook) {
  const known = shippedRulebooks.map((r) => `${r.program} ${r.year} version ${r.version}`).join(', ');
  refuse([`${name}: rulebook: no such rulebook is published here. Known: ${known}.`]);
}

const result = score(rulebook, parsed.file);
const problems = [...checkFile(rulebook, parsed.file), ...result.problems];
process.stdout.write(`${JSON.stringify(report({ ...result, problems }), null, 2)}\n`);
