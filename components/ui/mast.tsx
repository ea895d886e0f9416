import { Crumbs, type Crumb } from './crumbs';
import { classNames } from './class-names';

/** The deep head of a public page: crumbs, h1, lede; `beside` is a medal or figure at the right. */
export function Mast({
  trail,
  title,
  lede,
  note,
  beside,
  children,
}: {
  trail?: Crumb[];
  title: React.ReactNode;
  lede?: React.ReactNode;
  note?: React.ReactNode;
  beside?: React.ReactNode;
  children?: React.ReactNode;
}) {
  return (
    <div className="mast">
      <div className={classNames('wrap', beside != null && 'mast-grid')}>
        <div>
          {trail && <Crumbs trail={trail} inMast />}
          <h1>{title}</h1>
          {lede && <p className="lede">{lede}</p>}
          {note && <p className="small softer note">{note}</p>}
          {children}
        </div>
        {beside && <div>{beside}</div>}
      </div>
    </div>
  );
}
