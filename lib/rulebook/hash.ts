import { createHash } from 'node:crypto';
import type { Rulebook } from './schema';

/* Imported by the server alone: browsers never need the hash. */

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}

/** SHA-256, in hex, of a rulebook as canonical JSON (keys sorted): the same for equal content in any order of keys. */
export const rulebookHash = (rulebook: Rulebook): string =>
  createHash('sha256').update(canonical(rulebook)).digest('hex');
