import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { signOutCommand } from '@/app/_commands/people';
import { SessionWatch } from '@/components/account/session-watch';
import { SiteFrame } from '@/components/public/site-frame';
import { SignOutForm } from '@/components/submission/autosave/sign-out-form';
import { currentActor, sessionLimits } from '@/lib/auth';
import { env } from '@/lib/env';
import { signInPath } from '@/lib/pages';
import { countUnread } from '@/lib/services/mail/list-letters';
import { listMyTowns } from '@/lib/services/people/list-my-towns';
import { rulebookInForce } from '@/lib/services/public/rulebook-in-force';
import { portalNav, standing } from './portal-nav';

/** The gate: only people who are signed in pass; what each may see is judged by the services again. */
export default async function PortalLayout({ children }: { children: React.ReactNode }) {
  const actor = await currentActor();
  if (actor.kind === 'public') redirect(signInPath((await headers()).get('x-path') ?? undefined));
  const [towns, rulebook] = [await listMyTowns(actor), await rulebookInForce(actor)];
  const unread = await countUnread(actor);
  return (
    <SiteFrame
      demonstration={env().DEMO === 'on'}
      items={portalNav(actor, towns, unread)}
      home="/home"
      who={{ name: actor.name, role: standing(actor, towns), href: '/account' }}
      entrance={<SignOutForm user={actor.id} signOut={signOutCommand} />}
      rulebook={rulebook}
    >
      {children}
      <SessionWatch idle={sessionLimits.idle} warning={sessionLimits.warning} />
    </SiteFrame>
  );
}
