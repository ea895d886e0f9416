import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Shape } from '@/components/ui/shape';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Audience, CommentView, ThreadView } from '@/lib/workflow/comments';
import { count, instant, shortInstant } from '@/lib/words';
import { CommentForm } from './comment-form';

type Command = FormCommand<unknown>;
export type CommentCommands = Record<Audience | 'resolve', Command>;

type Props = {
  audience: Audience;
  threads: ThreadView[];
  town: string;
  /** Id of the reader. */
  user: string;
  submission: string;
  step: string;
  /** Why the reader cannot write here; without it they can. */
  closed?: string;
  commands: CommentCommands;
};

/** The words by which the two kinds are told apart, wherever one is read or written. */
const wordsOf = (audience: Audience, town: string) =>
  audience === 'shared'
    ? {
        label: 'New comment',
        answer: 'Your answer',
        readers: `${town}, its reviewers and the coordinators read it.`,
        send: `Send to ${town} and the reviewers`,
        none: 'Nobody has commented on this step.',
      }
    : {
        label: 'New internal note',
        answer: 'Your internal answer',
        readers: `Only reviewers of this application and coordinators read it; nobody of ${town} ever does.`,
        send: 'Keep among reviewers',
        none: 'No internal note on this step.',
      };

function Said({ comment, town }: { comment: CommentView; town: string }) {
  return (
    <>
      <div className="by">
        <b>{comment.author}</b>
        <span>{comment.fromTown ? town : 'for the program'},</span>
        <time dateTime={comment.at.toISOString()}>{shortInstant(comment.at)}</time>
      </div>
      <p className="doc whitespace-pre-line break-words">{comment.text}</p>
    </>
  );
}

function Thread({ thread, ...props }: Omit<Props, 'threads'> & { thread: ThreadView }) {
  const { audience, town, closed, commands, user, submission, step } = props;
  const words = wordsOf(audience, town);
  const start = <span className="vh">: {thread.text.slice(0, 60)}</span>;
  return (
    <li>
      <Said comment={thread} town={town} />
      {thread.answers.length > 0 && (
        <ul className="answers-to">
          {thread.answers.map((answer) => (
            <li key={answer.id}>
              <Said comment={answer} town={town} />
            </li>
          ))}
        </ul>
      )}
      {thread.resolved && (
        <p className="small soft mt-1">
          Resolved by {thread.resolved.by} on {instant(thread.resolved.at)}.
        </p>
      )}
      {!closed && (
        <div className="acts mt-1">
          {!thread.resolved && (
            <details className="open:basis-full">
              <summary className="linkish list-none small">Answer{start}</summary>
              <CommentForm
                action={commands[audience]}
                {...{ user, submission, step, audience }}
                parent={thread.id}
                label={words.answer}
                readers={words.readers}
                send={words.send}
              />
            </details>
          )}
          {thread.settles && (
            <ActionForm action={commands.resolve}>
              <input type="hidden" name="comment" value={thread.id} />
              <input type="hidden" name="resolved" value={thread.resolved ? 'no' : 'yes'} />
              <SubmitButton look="link" pendingWord="Saving">
                {thread.resolved ? 'Open again' : 'Resolve'}
                {start}
              </SubmitButton>
            </ActionForm>
          )}
        </div>
      )}
    </li>
  );
}

/** The threads of one audience on one step, open ones first in sight, and a form to begin another. */
export function Threads({ threads, ...props }: Props) {
  const { audience, town, closed, commands, user, submission, step } = props;
  const words = wordsOf(audience, town);
  const own = threads.filter((thread) => thread.audience === audience && thread.step === step);
  const [open, resolved] = [own.filter((one) => !one.resolved), own.filter((one) => one.resolved)];
  const list = (some: ThreadView[]) => (
    <ul className="thread">
      {some.map((thread) => (
        <Thread key={thread.id} {...props} thread={thread} />
      ))}
    </ul>
  );
  return (
    <div className={audience === 'shared' ? 'talk' : 'talk internal'}>
      {audience === 'internal' && (
        <p className="talk-head">
          <Shape name="lock" /> {town} never reads these
        </p>
      )}
      {open.length > 0 ? list(open) : <p className="soft">{own.length === 0 ? words.none : 'All are resolved.'}</p>}
      {resolved.length > 0 && (
        <details className="mt-2">
          <summary className="linkish list-none small">{count(resolved.length, 'resolved thread')}</summary>
          {list(resolved)}
        </details>
      )}
      {closed ? (
        <p className="small soft mt-3">{closed}</p>
      ) : (
        <CommentForm
          action={commands[audience]}
          {...{ user, submission, step, audience }}
          label={words.label}
          readers={words.readers}
          send={words.send}
        />
      )}
    </div>
  );
}
