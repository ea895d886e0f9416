import { classNames } from './class-names';

/** The page's one h1 with its lede; `actions` stand at its right on wide screens. */
export function PageHead({
  title,
  lede,
  actions,
  spaced = false,
}: {
  title: React.ReactNode;
  lede?: React.ReactNode;
  actions?: React.ReactNode;
  /** Adds room above where no crumbs stand. */
  spaced?: boolean;
}) {
  return (
    <div className={classNames('page-head', actions != null && 'split', spaced && 'spaced')}>
      <div>
        <h1>{title}</h1>
        {lede && <p className="lede">{lede}</p>}
      </div>
      {actions && <div className="acts">{actions}</div>}
    </div>
  );
}
