import { Shape, type ShapeName } from './shape';
import { classNames } from './class-names';

export type SavedState = 'saved' | 'saving' | 'local' | 'ask';

const looks: Record<SavedState, { shape: ShapeName; className?: string; word: string }> = {
  saved: { shape: 'tick', word: 'Saved' },
  saving: { shape: 'half', className: 'busy', word: 'Saving' },
  local: { shape: 'triangle', className: 'local', word: 'Saved on this device.' },
  ask: { shape: 'turn', className: 'ask', word: 'Needs your decision.' },
};

/** The autosave line: what became of the typing, in words. It is not a live region; announce beside it. */
export function Saved({ state, children }: { state: SavedState; children?: React.ReactNode }) {
  const { shape, className, word } = looks[state];
  return (
    <p className={classNames('saved', className)}>
      <b>
        <Shape name={shape} /> {word}
      </b>{' '}
      {children}
    </p>
  );
}
