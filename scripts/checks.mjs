import fs from 'node:fs';
import path from 'node:path';
import { deriveTypes } from './build.mjs';
import { inProject, root } from './paths.mjs';
import { colors, runNode } from './processes.mjs';

const program = (name, file) => inProject('node_modules', name, ...file.split('/'));
const cache = inProject('node_modules', '.cache');

const base = { ...process.env, ...colors };

/** A check that passes or fails as a whole counts as one test. */
const whole = ({ code, output }) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output });

const types = () => runNode([program('typescript', 'bin/tsc'), '--noEmit', '-p', root], { env: base });

/** A warning fails it. */
const lint = () => {
  const options = ['--max-warnings=0', '--cache', '--cache-location', path.join(cache, 'eslint', path.sep)];
  return runNode([program('eslint', 'bin/eslint.js'), '.', ...options], { env: base });
};

const format = () =>
  runNode([program('prettier', 'bin/prettier.cjs'), '.', '--check', '--log-level=warn', '--cache'], { env: base });

/** Checks types (those of the routes included), lint and format side by side: each runs on one core. */
export async function statics() {
  await deriveTypes();
  const results = (await Promise.all([types(), lint(), format()])).map(whole);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const output = results.map((result) => result.output.trim()).filter(Boolean);
  return { passed: sum('passed'), failed: sum('failed'), skipped: 0, output: output.join('\n\n') };
}

/** Runs vitest, all projects or the named one, all files or those named, and returns its counts. `report` is a file it may write. */
export async function vitest(report, { project, files = [], env } = {}) {
  const options = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  if (project) options.push('--project', project);
  const { code, output } = await runNode([program('vitest', 'vitest.mjs'), 'run', ...files, ...options], {
    env: { ...base, ...env, NODE_ENV: 'test' },
  });
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = read(report);
  return counted(code, output, [numPassedTests, numFailedTests, numPendingTests + numTodoTests]);
}

/** Runs the browser journeys and returns their counts. */
export async function playwright(report, { env } = {}) {
  const { code, output } = await runNode([program('@playwright/test', 'cli.js'), 'test', '--reporter=list,json'], {
    env: { ...base, ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = read(report).stats ?? {};
  return counted(code, output, [expected, unexpected + flaky, skipped]);
}

/** A runner that fails without a failed test (a file that does not load, a server that does not start) is one failure. */
function counted(code, output, [passed, failed, skipped]) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped, output };
}

function read(report) {
  return fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')) : {};
}
