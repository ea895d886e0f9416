import { useId } from 'react';
import { Shape } from './shape';
import { classNames } from './class-names';

/** Who acts next, and by when: amber when it is the reader, violet when it is somebody else. */
export function NextBar({
  who,
  title,
  children,
  action,
}: {
  who: 'you' | 'others';
  title: React.ReactNode;
  children?: React.ReactNode;
  action?: React.ReactNode;
}) {
  const id = useId();
  return (
    <section className={classNames('next', who === 'others' && 'calm')} aria-labelledby={id}>
      <div>
        <h2 id={id}>
          <Shape name={who === 'you' ? 'turn' : 'arrow'} /> {title}
        </h2>
        {children}
      </div>
      {action && <div className="acts">{action}</div>}
    </section>
  );
}
