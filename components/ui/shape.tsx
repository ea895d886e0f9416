import { classNames } from './class-names';

export type ShapeName =
  'hollow' | 'half' | 'full' | 'arrow' | 'turn' | 'tick' | 'cross' | 'dashed' | 'triangle' | 'lock';

const drawings: Record<ShapeName, React.ReactNode> = {
  hollow: <circle cx="8" cy="8" r="6" />,
  half: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" stroke="none" />
    </>
  ),
  full: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  arrow: <path d="M2 8h11M8.5 3.5 13 8l-4.5 4.5" />,
  turn: <path d="M13.5 12.5v-4a3 3 0 0 0-3-3H3M6.5 2 3 5.5 6.5 9" />,
  tick: <path d="m2.5 8.5 4 4 7-9" />,
  cross: <path d="m3.5 3.5 9 9m0-9-9 9" />,
  dashed: <circle cx="8" cy="8" r="6" strokeDasharray="2.3 2.41" />,
  triangle: <path d="M8 2 1.5 13.5h13zM8 6.5v3.2M8 11.6v.1" />,
  lock: <path d="M3 7.5h10v6H3zM5 7.5V5a3 3 0 0 1 6 0v2.5" />,
};

/** A status shape; always decoration, the word beside it carries the meaning. */
export function Shape({ name, className }: { name: ShapeName; className?: string }) {
  return (
    <svg className={classNames('sh', className)} viewBox="0 0 16 16" aria-hidden="true">
      {drawings[name]}
    </svg>
  );
}
