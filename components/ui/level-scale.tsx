import { useId } from 'react';
import { pointsWord, type PointsColumn } from './points';

export type Threshold = { label: string; points: number };
type Values = Record<PointsColumn, number>;
type Layout = { className: 'wide' | 'medium' | 'narrow'; width: number; left: number; right: number };

const order: PointsColumn[] = ['claimed', 'documented', 'awarded'];
const looks: Record<PointsColumn, string> = {
  claimed: 'hollow',
  documented: 'hatched',
  awarded: 'solid',
};

/** The whole figure as one sentence, for those who do not see it. */
export function scaleSentence(values: Values, thresholds: Threshold[]): string {
  const bars = `Claimed ${values.claimed}, documented ${values.documented}, awarded ${values.awarded}.`;
  return [bars, ...thresholds.map(({ label, points }) => `${label} starts at ${points} points.`)].join(' ');
}

type Label = { text: string; x: number; anchor: 'middle' | 'end'; line: number };

/** Sets the thresholds' labels left to right; one that would touch its neighbor goes a line higher. */
function placeLabels(thresholds: Threshold[], at: (points: number) => number, width: number) {
  const ends: number[] = [];
  return thresholds.map(({ label, points }): Label => {
    const text = `${label} ${points}`;
    const half = text.length * 3.9;
    const atEnd = at(points) + half > width;
    const x = atEnd ? width : Math.max(at(points), half);
    const start = atEnd ? x - 2 * half : x - half;
    const free = ends.findIndex((end) => end < start);
    const line = free === -1 ? ends.length : free;
    ends[line] = atEnd ? width : x + half;
    return { text, x, anchor: atEnd ? 'end' : 'middle', line };
  });
}

function Drawing({
  layout: { className, width, left, right },
  values,
  thresholds,
}: {
  layout: Layout;
  values: Values;
  thresholds: Threshold[];
}) {
  const hatch = useId();
  const wide = className !== 'narrow';
  const top = Math.max(...thresholds.map(({ points }) => points), ...Object.values(values), 1);
  const at = (points: number) => left + (points / top) * (right - left);
  const labels = placeLabels(thresholds, at, width);
  const roof = 16 * Math.max(...labels.map(({ line }) => line), 0);
  const barTop = (index: number) => roof + (wide ? 34 + 30 * index : 47 + 46 * index);
  const height = roof + (wide ? 130 : 174);
  const lines = (over: boolean) =>
    thresholds.map(({ label, points }) => (
      <path
        key={label}
        className={over ? 'line over' : 'line'}
        d={`M${at(points)} ${roof + (wide ? 24 : 20)}V${height - 2}`}
      />
    ));
  return (
    <svg
      className={`scale ${className}`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={scaleSentence(values, thresholds)}
    >
      <defs>
        <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="hatch" d="M0 0v7" />
        </pattern>
      </defs>
      {lines(false)}
      {labels.map(({ text, x, anchor, line }) => (
        <text key={text} className="mark" x={x} y={roof + (wide ? 17 : 13) - 16 * line} textAnchor={anchor}>
          {text}
        </text>
      ))}
      {order.map((column, index) => {
        const y = barTop(index);
        const length = Math.max(at(values[column]) - left - 1.5, 0);
        const bar = { x: left + 0.75, y: y + 0.75, width: length, height: 18.5 };
        return (
          <g key={column}>
            <rect className="track" x={left} y={y} width={right - left} height="20" />
            {length > 0 && <rect className={looks[column]} {...bar} />}
            {length > 0 && column === 'documented' && <rect fill={`url(#${hatch})`} {...bar} />}
          </g>
        );
      })}
      {lines(true)}
      {order.map((column, index) =>
        wide ? (
          <g key={column}>
            <text x="0" y={barTop(index) + 15.5}>
              {pointsWord[column]}
            </text>
            <text className="sum" x={left - 16} y={barTop(index) + 15.5} textAnchor="end">
              {values[column]}
            </text>
          </g>
        ) : (
          <text key={column} className="lab-on" x="0" y={barTop(index) - 4}>
            {pointsWord[column]} <tspan className="sum">{values[column]}</tspan>
          </text>
        ),
      )}
    </svg>
  );
}

const layouts: Layout[] = [
  { className: 'wide', width: 1160, left: 150, right: 1104 },
  { className: 'medium', width: 720, left: 150, right: 672 },
  { className: 'narrow', width: 300, left: 0, right: 244 },
];

/** Three bars of points across the levels' thresholds, drawn for three widths; the place shows one. */
export function LevelScale({ thresholds, ...values }: Values & { thresholds: Threshold[] }) {
  return (
    <div className="scale-place">
      {layouts.map((layout) => (
        <Drawing key={layout.className} layout={layout} values={values} thresholds={thresholds} />
      ))}
    </div>
  );
}
