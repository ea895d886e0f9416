import { Threads, type CommentCommands } from '@/components/comments/threads';
import { Section } from '@/components/ui/section';
import type { Verdict } from '@/lib/verdict';
import type { DeskView } from '@/lib/workflow/desk-view';
import type { SubmissionView } from '@/lib/workflow/views';

const closedBy = (verdict: Verdict): string | undefined =>
  verdict.ok === false ? verdict.reasons.map(({ message }) => message).join(' ') : undefined;

/** What is said beside a step at the desk: with the town, and apart from it among reviewers and coordinators. */
export function DeskTalk({
  view,
  desk,
  user,
  step,
  commands,
}: {
  view: SubmissionView;
  desk: DeskView;
  /** Id of the reader. */
  user: string;
  step: string;
  commands: CommentCommands;
}) {
  const town = view.application.town.name;
  const of = { threads: desk.threads, town, user, submission: view.id, step, commands };
  return (
    <>
      <Section id="comments" title={`Comments, shared with ${town}`}>
        <Threads audience="shared" {...of} closed={closedBy(desk.can.share)} />
      </Section>
      <Section id="notes" title="Internal notes">
        <Threads audience="internal" {...of} closed={closedBy(desk.can.note)} />
      </Section>
    </>
  );
}
