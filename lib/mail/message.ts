import MailComposer from 'nodemailer/lib/mail-composer';
import { env } from '@/lib/env';
import { htmlOf, oneLine, textOf, type Letter } from './letter';

export type Recipient = { name?: string; address: string };
/** How to get no more letters like this: a page for people, and an address for their mail program to post to (RFC 8058). */
export type WayOut = { page: string; post: string };
export type Envelope = { from: string; to: string };
export type Message = { envelope: Envelope; raw: Buffer };

/** One plain address and nothing more: what could end a header or add a recipient is refused before any mail is made. */
export const isPlainAddress = (address: string): boolean =>
  address.length <= 254 && /^[^\s@<>,;:"()[\]\\\p{Cc}]+@[^\s@<>,;:"()[\]\\\p{Cc}]+$/u.test(address);

const host = () => new URL(env().BASE_URL).hostname;

/** Who letters come from: MAIL_FROM, else an address of the portal's own host. */
export function sender(): Required<Recipient> {
  const given = env().MAIL_FROM;
  const [, name, address] = /^(?:(.*?)\s*<)?([^<>]+)>?$/.exec(given ?? '') ?? [];
  return { name: oneLine(name ?? '').replace(/^"|"$/g, '') || 'Town Green', address: address ?? `no-reply@${host()}` };
}

/**
 * The letter as it goes over the wire. The id makes the Message-ID, the same however often it is tried, so that who gets
 * it twice can tell. Throws on an address that is not one plain address.
 */
export async function messageOf(id: string, to: Recipient, letter: Letter, date: Date, out?: WayOut): Promise<Message> {
  const from = sender();
  for (const { address } of [from, to]) if (!isPlainAddress(address)) throw new Error('not a plain mail address');
  const composer = new MailComposer({
    messageId: `<${id}@${host()}>`,
    from,
    to: { name: oneLine(to.name ?? ''), address: to.address },
    subject: oneLine(letter.subject),
    date,
    text: textOf(letter, out?.page),
    html: htmlOf(letter, out?.page),
    // No vacation replies to a letter nobody reads the answers of (RFC 3834).
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(out && {
        'List-Unsubscribe': { prepared: true, value: `<${out.post}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  });
  const raw = await composer.compile().build();
  return { envelope: { from: from.address, to: to.address }, raw };
}
