import type { Metadata } from 'next';
import Link from 'next/link';
import { assignInBulkCommand, handOverCommand, undoBatchCommand } from '@/app/_commands/assign';
import { Batches } from '@/components/assign/batches';
import { ChooseForm } from '@/components/assign/choose-form';
import { Handovers } from '@/components/assign/handovers';
import { Preview } from '@/components/assign/preview';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { assignRequest, previewAssignments } from '@/lib/services/reviews/assign-bulk';
import { getAssigning } from '@/lib/services/reviews/get-assigning';
import { count } from '@/lib/words';

export const metadata: Metadata = { title: 'Assign reviewers' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What nobody reads yet; giving it out in bulk with a preview, handing over, and undoing. */
export default async function AssignPage({ searchParams }: Props) {
  const person = await currentPerson();
  const view = await orNotFound(getAssigning(person));
  const { preview, ...query } = await searchParams;
  // An odd address asks for everything, by the table of topics.
  const request = assignRequest.safeParse(query).data ?? assignRequest.parse({});
  const plan = preview ? await orNotFound(previewAssignments(person, request)) : null;
  const without = view.unread.reduce((sum, line) => sum + line.without, 0);
  return (
    <main id="main" tabIndex={-1}>
      <div className="wrap compact">
        <PageHead
          spaced
          title="Assign reviewers"
          lede={
            without > 0
              ? `${count(without, 'submitted step')} in ${count(view.unread.length, 'application')} ${without === 1 ? 'has' : 'have'} no reader. ${count(view.settled, 'other application')} under review ${view.settled === 1 ? 'is' : 'are'} assigned throughout.`
              : 'Every submitted step has a reader.'
          }
          actions={<Link href="/programs/reviewers">Topics, conflicts and second readings</Link>}
        />
        <Section first id="without" title="Without a reader" note="Longest wait first">
          <ChooseForm view={view} request={request} />
        </Section>
        {plan && (
          <Section id="preview" title="What would happen" note="Nothing is changed yet">
            <Preview plan={plan} request={request} action={assignInBulkCommand} />
          </Section>
        )}
        {view.handovers.length > 0 && (
          <Section id="handovers" title="Asked to hand over" note="They keep it until somebody else has it">
            <Handovers view={view} action={handOverCommand} />
          </Section>
        )}
        <Section id="made" title="Bulk assignments" note="The latest ten">
          <Batches batches={view.batches} undo={undoBatchCommand} />
        </Section>
      </div>
    </main>
  );
}
