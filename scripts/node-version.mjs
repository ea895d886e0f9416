import { Failure } from './failure.mjs';

const oldest = [20, 19];

/** Fails when this Node is older than the project runs on. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  throw new Failure(
    `Town Green needs Node ${oldest.join('.')} or newer; this is ${version}. Install a newer one from https://nodejs.org, then try again.`,
  );
}
