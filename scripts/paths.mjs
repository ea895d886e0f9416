import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project folder, wherever the command was started from. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Everything a running portal keeps: the database, uploaded files, secrets. */
export const dataFolder = path.join(root, '.data');

/** Returns the absolute path of something inside the project. */
export const inProject = (...parts) => path.join(root, ...parts);
