import { addDays } from 'date-fns';
import { env } from '@/lib/env';
import { mailGoesToFiles } from '@/lib/mail/send';
import { linkOf, newToken } from './link-token';

export const invitationDays = 7;

/** A new invitation's id, what is stored of its token, until when it is open, and the link to hand over. */
export function newInvitationToken(at: Date): {
  row: { id: string; tokenHash: string; expiresAt: Date };
  link: string;
} {
  const token = newToken('invitation');
  return { row: { ...token, expiresAt: addDays(at, invitationDays) }, link: linkOf('invitation', token)! };
}

/** The link as the page may show it: only where no mail server brings it, and in a demonstration. */
export const shownLink = (link: string): string | null => (mailGoesToFiles() || env().DEMO === 'on' ? link : null);
