import { Shape, type ShapeName } from './shape';
import { classNames } from './class-names';

export type NoticeKind = 'plain' | 'good' | 'look' | 'bad';

const shapes: Record<NoticeKind, ShapeName> = {
  plain: 'arrow',
  good: 'tick',
  look: 'triangle',
  bad: 'cross',
};

/** A remark in the page, ruled at its left. `live` announces it when it appears. */
export function Notice({
  kind = 'plain',
  title,
  live = false,
  children,
}: {
  kind?: NoticeKind;
  title: React.ReactNode;
  live?: boolean;
  children?: React.ReactNode;
}) {
  return (
    <div className={classNames('notice', kind)} role={live ? 'status' : undefined}>
      <p className="head">
        <Shape name={shapes[kind]} />
        <span>{title}</span>
      </p>
      {children}
    </div>
  );
}
