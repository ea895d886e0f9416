import { Section } from '@/components/ui/section';
import type { Verdict } from '@/lib/verdict';
import type { ThreadView } from '@/lib/workflow/comments';
import { Threads, type CommentCommands } from './threads';

/** What reviewers and the town say to each other beside a step, on the town's page; nothing before there is a reader. */
export function TownTalk({
  talk,
  town,
  user,
  submission,
  step,
  commands,
}: {
  talk: { threads: ThreadView[]; share: Verdict };
  town: string;
  /** Id of the reader. */
  user: string;
  submission: string;
  step: string;
  commands: CommentCommands;
}) {
  const closed = talk.share.ok === false ? talk.share.reasons.map(({ message }) => message).join(' ') : undefined;
  const own = talk.threads.filter((thread) => thread.step === step);
  if (closed && own.length === 0) return null;
  return (
    <Section id="comments" title="Comments, with the reviewers" note="Beside this step; they change no answer.">
      <Threads audience="shared" threads={own} {...{ town, user, submission, step, closed, commands }} />
    </Section>
  );
}
