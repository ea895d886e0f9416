import { classNames } from './class-names';

export type MedalLevel = 'Bronze' | 'Silver' | 'Gold';

const fills: Record<MedalLevel, { lawns: number; color: string }> = {
  Bronze: { lawns: 1, color: 'var(--color-bronze-lit)' },
  Silver: { lawns: 2, color: 'var(--color-silver)' },
  Gold: { lawns: 3, color: 'var(--color-gold)' },
};

const lawns = [
  'm3.9 16.7 8.2-3.3 9.6 2.9.3 3.4-17.6 1.9z',
  'M2.4 5.3 12 3.9l-1.3 7-7.2 2.9z',
  'm14.8 3.4 6-.9.8 10.9-8.1-2.4z',
];

/** A level as one, two or three filled lawns with its word; drawn for a deep ground (`.mast`). */
export function Medal({ level, className }: { level: MedalLevel; className?: string }) {
  const { lawns: filled, color } = fills[level];
  return (
    <svg
      className={classNames('medal', className)}
      viewBox="1 2 22 22"
      role="img"
      aria-label={`${level}: ${filled} of 3 lawns filled`}
    >
      <g strokeLinejoin="round" strokeWidth=".5">
        {lawns.map((d, index) =>
          index < filled ? (
            <path key={d} fill={color} stroke={color} d={d} />
          ) : (
            <path key={d} fill="none" stroke="#fff" strokeOpacity=".55" d={d} />
          ),
        )}
      </g>
      <text className="word" x="12.3" y="19.4" textAnchor="middle" fontSize="3.6" fontWeight="600">
        {level}
      </text>
    </svg>
  );
}
