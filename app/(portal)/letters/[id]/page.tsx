import type { Metadata } from 'next';
import { markLetterCommand } from '@/app/_commands/letters';
import { LetterText } from '@/components/letters/letter-text';
import { MarkForm } from '@/components/letters/mark-form';
import { Crumbs } from '@/components/ui/crumbs';
import { PageHead } from '@/components/ui/page-head';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { parseId } from '@/lib/services/applications/get-application';
import { getLetter, type LetterView } from '@/lib/services/mail/get-letter';
import { instant } from '@/lib/words';

export const metadata: Metadata = { title: 'Letter' };

type Props = { params: Promise<{ id: string }> };

const onItsWay = 'On its way to you by mail.';
const outcomes: Record<NonNullable<LetterView['outcome']>, string> = {
  sent: 'Sent to you by mail.',
  passed_on: '',
  refused: 'Your mail server did not take it. Check the address on your account page.',
  given_up: 'It could not be sent by mail.',
  uncertain: 'Perhaps sent to you by mail: the line broke before that was certain.',
  nobody: 'Not sent by mail.',
  kept: 'Not sent by mail: you chose to read these here.',
  digest: 'A line of the daily digest, and not a mail of its own.',
};

/** One letter, as it was sent. */
export default async function LetterPage({ params }: Props) {
  const actor = await currentPerson();
  const { id } = await params;
  const view = await orNotFound((async () => getLetter(actor, { letter: parseId(id) }))());
  return (
    <>
      <Crumbs trail={[{ label: 'Letters', href: '/letters' }, { label: view.subject }]} />
      <main id="main" className="wrap" tabIndex={-1}>
        <PageHead
          title={view.subject}
          lede={`${instant(view.at)}. ${view.outcome ? outcomes[view.outcome] : onItsWay}`}
        />
        <LetterText {...view.letter} />
        <div className="mt-6">
          <MarkForm action={markLetterCommand} letter={view.id} read={view.read} />
        </div>
      </main>
    </>
  );
}
