import Link from 'next/link';
import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { levelWords } from '@/components/board/board-words';
import { SubmitButton } from '@/components/ui/submit-button';
import { Tag } from '@/components/ui/tag';
import type { LevelId } from '@/lib/rulebook/schema';
import { correctionStates } from '@/lib/workflow/status';
import type { CorrectionView } from '@/lib/workflow/correction-view';
import type { ApplicationView } from '@/lib/workflow/views';
import { instant } from '@/lib/words';
import { LetterRead } from './letter-read';
import { ProposeForm } from './propose-form';

type Command = FormCommand<{ application: string }>;
export type CorrectionCommands = Record<'propose' | 'confirm' | 'refuse', Command>;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const named = (level: LevelId | null) => (level ? levelWords[level] : 'no level');
function change({ kind, from, level, step }: CorrectionView): string {
  if (kind === 'revoked') return `Revoke ${named(from)}`;
  const levels = from === level ? `${capital(named(level))} as before` : `From ${named(from)} to ${named(level)}`;
  return step ? `${step} ${levels}` : levels;
}

function Waiting({
  view,
  correction,
  commands,
}: {
  view: ApplicationView;
  correction: CorrectionView;
  commands: CorrectionCommands;
}) {
  const ids = (
    <>
      <input type="hidden" name="application" value={view.id} />
      <input type="hidden" name="correction" value={correction.id} />
    </>
  );
  return (
    <>
      {correction.preview && (
        <LetterRead letter={correction.preview.letter} title={<p className="small soft">The letter it sends:</p>} />
      )}
      {correction.own ? (
        <p className="mt-4">You proposed this change. Another coordinator confirms it.</p>
      ) : (
        <ActionForm action={commands.confirm} aria-label="Confirm the change">
          {ids}
          <input type="hidden" name="seen" value={correction.preview?.print ?? ''} />
          <div className="acts mt-4">
            <SubmitButton pendingWord="Confirming">Confirm the change and send this letter</SubmitButton>
          </div>
        </ActionForm>
      )}
      <ActionForm action={commands.refuse} aria-label="Turn the change down" className="mt-4">
        {ids}
        <div className="acts">
          <SubmitButton small look="second" pendingWord="Sending">
            {correction.own ? 'Take the proposal back' : 'Turn it down'}
          </SubmitButton>
        </div>
      </ActionForm>
    </>
  );
}

/** How a decision was changed, what waits to be confirmed by a second coordinator, and the form to propose a change. */
export function Corrections({
  view,
  user,
  corrections,
  commands,
}: {
  view: ApplicationView;
  user: string;
  corrections: CorrectionView[];
  commands: CorrectionCommands;
}) {
  const waits = corrections.some((one) => one.state === 'proposed');
  const met = view.score.levels.filter((level) => level.met === 'yes').map(({ level, name }) => ({ id: level, name }));
  return (
    <>
      <p>
        <Link href={`/applications/${view.id}/letters`}>Read the letters to {view.town.name}</Link>
      </p>
      {corrections.length > 0 && (
        <ul className="thread">
          {corrections.map((one) => (
            <li key={one.id}>
              <div className="by">
                <b>{change(one)}</b>
                <span>
                  {one.by}, {instant(one.at)}
                </span>
                {one.appealed && <span>granted an appeal</span>}
                <Tag kind={correctionStates[one.state].kind}>{correctionStates[one.state].staff}</Tag>
                {one.settledBy && one.settledAt && (
                  <span>
                    by {one.settledBy}, {instant(one.settledAt)}
                  </span>
                )}
              </div>
              <p className="doc whitespace-pre-line">{one.reason}</p>
              {one.state === 'proposed' && <Waiting view={view} correction={one} commands={commands} />}
            </li>
          ))}
        </ul>
      )}
      {!waits && (
        <details className="mt-3">
          <summary>Propose to correct or revoke the decision</summary>
          <ProposeForm
            action={commands.propose}
            user={user}
            application={view.id}
            town={view.town.name}
            levels={met}
            held={view.certification?.level ?? null}
          />
        </details>
      )}
    </>
  );
}
