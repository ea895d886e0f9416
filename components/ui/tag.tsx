import { Shape, type ShapeName } from './shape';
import { classNames } from './class-names';

export type TagKind = 'none' | 'begun' | 'ready' | 'sent' | 'turn' | 'ok' | 'no' | 'locked' | 'unknown';

const looks: Record<TagKind, { shape: ShapeName; className?: string }> = {
  none: { shape: 'hollow' },
  begun: { shape: 'half', className: 'begun' },
  ready: { shape: 'full', className: 'ready' },
  sent: { shape: 'arrow', className: 'sent' },
  turn: { shape: 'turn', className: 'turn' },
  ok: { shape: 'tick', className: 'ok' },
  no: { shape: 'cross', className: 'no' },
  locked: { shape: 'lock' },
  unknown: { shape: 'dashed' },
};

/** The shape that goes with a status kind, for places that show it without the tint. */
export function tagShape(kind: TagKind): ShapeName {
  return looks[kind].shape;
}

/** A status: shape, word and tint together. The word is required. */
export function Tag({ kind, children }: { kind: TagKind; children: React.ReactNode }) {
  const look = looks[kind];
  return (
    <span className={classNames('tag', look.className)}>
      <Shape name={look.shape} />
      {children}
    </span>
  );
}
