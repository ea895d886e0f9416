import { env } from '@/lib/env';
import { unseal } from '@/lib/seal';
import { demonstrationSecret, isDemonstrationAddress, sharedByVisitors } from '@/lib/services/people/demonstration';

type Owner = { id: string; email: string };

/** Whether somebody is of the demonstration, and this portal is one. */
export const isOfDemonstration = ({ email }: { email: string }): boolean =>
  env().DEMO === 'on' && isDemonstrationAddress(email);

/** A stored secret as apps know it; null when it does not open. The demonstration ships with one that is no secret. */
export function openSecret(stored: string, owner: Owner): string | null {
  if (stored === sharedByVisitors) return isOfDemonstration(owner) ? demonstrationSecret : null;
  return unseal(stored, owner.id);
}
