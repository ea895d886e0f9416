import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { parseApplicationFile } from '@/lib/scoring/file';
import { applicationFileJsonSchema } from '@/lib/scoring/file-schema';
import { report } from '@/lib/scoring/report';
import { score } from '@/lib/scoring/score';
import { checkFile } from '@/lib/scoring/problems';
import { file, outline, rulebook } from './support/files';

vi.setConfig({ testTimeout: 60_000 });

const root = path.resolve(import.meta.dirname, '../../..');
const golden = path.join(import.meta.dirname, 'golden');
const example = path.join(golden, 'aldbrook.json');

const run = (args: string[], input = '') =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/score.ts', ...args], { cwd: root, input, encoding: 'utf8' });

test('the documented schema is the one generated from the code', async () => {
  await expect(`${JSON.stringify(applicationFileJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    path.join(root, 'docs/application-file.schema.json'),
  );
});

test('the golden application scores as recorded', async () => {
  const read = parseApplicationFile(JSON.parse(readFileSync(example, 'utf8')));
  if (!read.ok) throw new Error(JSON.stringify(read.reasons));
  const result = score(rulebook, read.file);
  const problems = [...checkFile(rulebook, read.file), ...result.problems];
  await expect(`${JSON.stringify(report({ ...result, problems }), null, 2)}\n`).toMatchFileSnapshot(
    path.join(golden, 'aldbrook.score.json'),
  );
});

describe('npm run score', () => {
  test('prints the score of a file, the same as recorded', () => {
    const { status, stdout, stderr } = run([example]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(readFileSync(path.join(golden, 'aldbrook.score.json'), 'utf8'));
  });

  test('reads standard input', () => {
    const { status, stdout } = run(['-'], JSON.stringify(file([outline('dark-skies')])));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ claimed: 20, documented: 20, awarded: 0, problems: [] });
  });

  const good = file([outline('dark-skies')]);
  const refused: [name: string, args: string[], input: string, message: string][] = [
    ['no file named', [], '', 'Name one application file'],
    ['a file that is not there', ['nowhere.json'], '', 'nowhere.json: this file could not be read'],
    ['bad JSON', ['-'], '{"format": ', 'this is not JSON'],
    ['another shape', ['-'], '[]', '(the whole file)'],
    ['a missing part', ['-'], JSON.stringify({ ...good, at: undefined }), '-: at: '],
    ['a time without a zone', ['-'], JSON.stringify({ ...good, at: '2024-09-27T16:00:00' }), '-: at: '],
    ['an unknown key', ['-'], JSON.stringify({ ...good, points: 900 }), 'points'],
    [
      'a wrong type deep inside',
      ['-'],
      JSON.stringify({
        ...good,
        submissions: [{ ...outline('dark-skies'), rulings: [{ step: '1', outcome: 'maybe', points: 5 }] }],
      }),
      '-: submissions.0.rulings.0.outcome: ',
    ],
    [
      'another rulebook',
      ['-'],
      JSON.stringify({ ...good, rulebook: { program: 'sustainable-ct', year: 1999 } }),
      'no such rulebook',
    ],
  ];
  test.each(refused)('%s: a message with the path, exit 2', (_name, args, input, message) => {
    const { status, stdout, stderr } = run(args, input);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });
});
