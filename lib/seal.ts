import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '@/lib/env';

const key = () => {
  const { SECOND_FACTOR_KEY, NEXTAUTH_SECRET } = env();
  return Buffer.from(hkdfSync('sha256', SECOND_FACTOR_KEY ?? NEXTAUTH_SECRET, '', 'town-green second factor', 32));
};

/**
 * Seals a text for the database (AES-256-GCM, with a key derived from SECOND_FACTOR_KEY or the session secret). `owner` is
 * bound into the seal: moved to somebody else's row it does not open.
 */
export function seal(text: string, owner: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `1.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
}

/** The text of a seal, or null when it was changed, belongs to somebody else or was made with another key. */
export function unseal(sealed: string, owner: string): string | null {
  const [version, nonce, body] = sealed.split('.');
  const bytes = Buffer.from(body ?? '', 'base64url');
  if (version !== '1' || !nonce || bytes.length < 16) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key(), Buffer.from(nonce, 'base64url'), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
