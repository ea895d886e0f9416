import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { dataFolder } from './paths.mjs';
import { commandLine } from './processes.mjs';

const file = path.join(dataFolder, 'start.json');

/** Returns what a running `npm start`, backup or restore of this folder wrote down, or undefined when none runs. */
export function runningStart() {
  if (!fs.existsSync(file)) return undefined;
  try {
    const note = JSON.parse(fs.readFileSync(file, 'utf8'));
    const alive = note.pid !== process.pid && /(start|backup|restore)\.mjs/.test(commandLine(note.pid) ?? '');
    return alive ? note : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the last `npm start` of this folder was killed: its note is still there. */
export const wasKilled = () => fs.existsSync(file) && !runningStart();

/**
 * Claims this folder for one `npm start`, that serves at `address`, or for one backup or restore, without; returns how to
 * release it. A note left by a killed run counts for nothing.
 */
export function claimFolder(address) {
  const other = runningStart();
  if (other) {
    throw new Failure(
      other.address
        ? `Town Green already runs from this folder at ${other.address} (process ${other.pid}). Stop that first.`
        : `A backup or a restore is at work in this folder (process ${other.pid}). Wait until it is done.`,
    );
  }
  fs.rmSync(file, { force: true });
  try {
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, address }), { flag: 'wx' });
  } catch (error) {
    if (error.code === 'EEXIST') throw new Failure('Town Green is being started from this folder already.');
    throw error;
  }
  return () => fs.rmSync(file, { force: true });
}
