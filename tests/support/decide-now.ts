import type { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { decide, type decideInput, type Decided } from '@/lib/services/certifications/decide';

/** Reads the letter of a decision and sends it, as a coordinator does in two steps. */
export async function decideNow(actor: Actor, input: z.output<typeof decideInput>): Promise<Decided> {
  const shown = await decide(actor, input);
  return shown.sent ? shown : decide(actor, { ...input, seen: shown.print });
}
