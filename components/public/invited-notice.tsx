import { CopyLink } from '@/components/public/copy-link';
import { Notice } from '@/components/ui/notice';
import { instant } from '@/lib/words';

/** An invitation made. `link`: shown this once, where the portal sends no mail by itself. */
export type Invited = { link: string | null; email: string; expiresAt: Date };

/** Says what became of an invitation: the mail is on its way, or here is the link to hand over. */
export function InvitedNotice({ link, email, expiresAt }: Invited) {
  const until = instant(expiresAt);
  if (link === null)
    return (
      <Notice kind="good" live title={`A mail to ${email} is on its way`}>
        <p className="small mt-2">
          Its link works once, until {until}. If it does not arrive, send it again from the list.
        </p>
      </Notice>
    );
  return (
    <Notice kind="good" live title={`Hand this link to ${email}`}>
      <CopyLink link={link} />
      <p className="small mt-2">
        It works once, until {until}, and is not shown again. Whoever holds it can join, so send it to nobody else.
      </p>
    </Notice>
  );
}
