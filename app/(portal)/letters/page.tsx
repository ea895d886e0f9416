import type { Metadata } from 'next';
import Link from 'next/link';
import { markAllReadCommand } from '@/app/_commands/letters';
import { ActionForm } from '@/components/form/action-form';
import { LetterList } from '@/components/letters/letter-list';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { SubmitButton } from '@/components/ui/submit-button';
import { currentPerson } from '@/lib/auth';
import { listLetters } from '@/lib/services/mail/list-letters';

export const metadata: Metadata = { title: 'Letters' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Every letter a person was sent, as it was sent. */
export default async function LettersPage({ searchParams }: Props) {
  const query = await searchParams;
  const unread = query.unread === 'yes';
  const after = typeof query.after === 'string' ? query.after : undefined;
  const { letters, next } = await listLetters(await currentPerson(), { unread, after });
  const here = (more: Record<string, string>) => {
    const set = { ...(unread ? { unread: 'yes' } : {}), ...more };
    return Object.keys(set).length > 0 ? `/letters?${new URLSearchParams(set)}` : '/letters';
  };
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead
        spaced
        title="Letters"
        lede="What Town Green wrote to you, whether it came by mail or not. Letters are kept for three months. Times are Eastern."
      />
      <div className="acts">
        {unread ? <Link href="/letters">All letters</Link> : <Link href="/letters?unread=yes">Only unread ones</Link>}
        <Link href="/account#letters">Choose which come by mail</Link>
        {letters.some(({ read }) => !read) && (
          <ActionForm action={markAllReadCommand} aria-label="All letters">
            <SubmitButton look="link" pendingWord="Marking">
              Mark all as read
            </SubmitButton>
          </ActionForm>
        )}
      </div>
      <div className="mt-4">
        {letters.length > 0 ? (
          <LetterList letters={letters} />
        ) : (
          <Empty title={unread ? 'You have read every letter.' : 'No letter yet.'}>
            {unread
              ? 'New ones appear here as they are written.'
              : 'When something of yours moves on, its letter appears here.'}
          </Empty>
        )}
      </div>
      <div className="acts mt-6">
        {next && <Link href={here({ after: next })}>Earlier letters</Link>}
        {after && <Link href={here({})}>Back to the newest</Link>}
      </div>
    </main>
  );
}
