import { createHash, randomInt } from 'node:crypto';
import type { Tx } from '@/lib/db/db';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const many = 10;
const length = 15;

/** A recovery code as it is compared: small letters and digits, the easily mistaken ones read alike. */
const plain = (code: string) =>
  code
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');

/** Only this hash is stored. A code has 75 random bits, so that nothing slower is needed. */
export const recoveryHash = (userId: string, code: string): string =>
  createHash('sha256')
    .update(`recovery ${userId} ${plain(code)}`)
    .digest('hex');

/** Ten new codes of a person in the place of the old ones; returned to be shown this once. */
export async function replaceRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const code = () => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  const codes = Array.from({ length: many }, code);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((one) => ({ userId, hash: recoveryHash(userId, one) })) });
  return codes.map((one) => one.replace(/.{5}(?=.)/g, '$&-'));
}
