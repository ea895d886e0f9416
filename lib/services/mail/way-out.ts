import { timingSafeEqual } from 'node:crypto';
import { keyedHash } from '@/lib/keyed-hash';
import type { WayOut } from '@/lib/mail/message';
import { addressOf } from '@/lib/services/people/link-token';
import { canBeStopped, letterGroups, type LetterGroup } from '@/lib/workflow/letter-choices';

const sign = (user: string, group: LetterGroup): string => keyedHash('stop letters', `${user} ${group}`);

/** What a letter of a group tells its reader's mail program about getting no more; nothing for letters that always come. */
export function wayOutOf(user: string, group: LetterGroup): WayOut | undefined {
  if (!canBeStopped(group)) return undefined;
  const token = `${user}.${group}.${sign(user, group)}`;
  return { page: addressOf(`/unsubscribe/${token}`), post: addressOf(`/api/unsubscribe/${token}`) };
}

/** Whose letters of which group a link stops; null for what this portal never signed. It is good for nothing else. */
export function readWayOut(token: string): { user: string; group: LetterGroup } | null {
  const [user = '', name, signature = ''] = token.split('.');
  const group = letterGroups.find((one) => one === name);
  if (!group || !canBeStopped(group)) return null;
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(user, group))];
  return given.length === right.length && timingSafeEqual(given, right) ? { user, group } : null;
}
