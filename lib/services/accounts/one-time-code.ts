import { generateSecret, generateSync, generateURI, verifySync } from 'otplib';
import { create } from 'qrcode';

const seconds = 30;
const epochOf = (at: Date) => Math.floor(at.getTime() / 1000);

/** A new shared secret: 160 random bits in base 32. */
export const newSecret = (): string => generateSecret();

/** The code an authenticator app shows at an instant. */
export const codeAt = (secret: string, at: Date): string => generateSync({ secret, epoch: epochOf(at) });

/** The 30-second step of the code, if it is the present one's, the one before or the one after; null otherwise. */
export function stepOfCode(secret: string, code: string, at: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const epoch = epochOf(at);
  const found = verifySync({ secret, token: code, epoch, epochTolerance: seconds });
  return found.valid && 'timeStep' in found ? found.timeStep : null;
}

/** What a person needs to tell an authenticator app: the secret in groups, and a QR code as the path of a drawing. */
export type AppSetUp = { secret: string; qr: { size: number; path: string } };

/** Draws what an authenticator app scans. */
export function appSetUp(secret: string, email: string): AppSetUp {
  const { modules } = create(generateURI({ issuer: 'Town Green', label: email, secret }));
  const dark: string[] = [];
  modules.data.forEach((on, at) => {
    if (on) dark.push(`M${at % modules.size} ${Math.floor(at / modules.size)}h1v1h-1z`);
  });
  return { secret: secret.replace(/.{4}(?=.)/g, '$& '), qr: { size: modules.size, path: dark.join('') } };
}
