import { Shape, type ShapeName } from './shape';
import { classNames } from './class-names';

export type SayKind = 'met' | 'not-met' | 'unknown' | 'look' | 'locked';

const looks: Record<SayKind, { shape: ShapeName; className: string; word: string }> = {
  met: { shape: 'tick', className: 'ok', word: 'Met' },
  'not-met': { shape: 'cross', className: 'no', word: 'Not met' },
  unknown: { shape: 'dashed', className: 'unk', word: 'Not known yet' },
  look: { shape: 'triangle', className: 'warn', word: 'Look' },
  locked: { shape: 'lock', className: 'unk', word: 'Locked' },
};

/** A verdict in the line of text; children replace the standard word ("Met: row 9"). */
export function Say({ kind, children, className }: { kind: SayKind; children?: React.ReactNode; className?: string }) {
  const look = looks[kind];
  return (
    <span className={classNames('say', look.className, className)}>
      <Shape name={look.shape} />
      <span>{children ?? look.word}</span>
    </span>
  );
}
