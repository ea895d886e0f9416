import { SiteFrame } from '@/components/public/site-frame';
import { currentActor } from '@/lib/auth';
import { env } from '@/lib/env';
import { rulebookInForce } from '@/lib/services/public/rulebook-in-force';

const items = [
  { href: '/towns', label: 'Towns' },
  { href: '/actions', label: 'Actions' },
  { href: '/how-it-works', label: 'How it works' },
];

/** The frame of every page that anybody may read. */
export default async function PublicLayout({ children }: { children: React.ReactNode }) {
  const actor = await currentActor();
  const rulebook = await rulebookInForce(actor);
  const entrance =
    actor.kind === 'person' ? (
      <div className="who">
        <a href="/home">
          <b>{actor.name}</b>
          to your work
        </a>
      </div>
    ) : (
      <div className="who">
        <a href="/sign-in">
          <b>Sign in</b>
          for towns and reviewers
        </a>
      </div>
    );
  return (
    <SiteFrame demonstration={env().DEMO === 'on'} items={items} entrance={entrance} rulebook={rulebook}>
      {children}
    </SiteFrame>
  );
}
