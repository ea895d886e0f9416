import { Shape, type ShapeName } from './shape';

export type RailStep = {
  href: string;
  name: React.ReactNode;
  state: React.ReactNode;
  shape: ShapeName;
  current?: boolean;
};

/** The steps of one action with the state of each in words. */
export function Rail({ label, steps }: { label: string; steps: RailStep[] }) {
  return (
    <nav className="rail" aria-label={label}>
      {steps.map(({ href, name, state, shape, current }) => (
        <a key={href} href={href} aria-current={current ? 'step' : undefined}>
          <b>{name}</b>
          <span>
            <Shape name={shape} /> {state}
          </span>
        </a>
      ))}
    </nav>
  );
}
