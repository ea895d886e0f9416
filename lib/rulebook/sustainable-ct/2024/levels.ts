import type { Criterion, Level } from '@/lib/rulebook/schema';

const source = 'The program’s published overview for 2024';

const points = (need: number): Criterion => ({
  key: 'points',
  kind: 'points',
  title: `${need} points awarded`,
  points: need,
  clause: source,
});

const toolkits = (count: number, clause: string): Criterion => ({
  key: 'toolkits',
  kind: 'items',
  title: count === 1 ? '1 toolkit application' : `${count} toolkit applications`,
  action: 'optimize-for-equity',
  count,
  item: 'toolkit application',
  clause,
});

const categories: Criterion = {
  key: 'categories',
  kind: 'categories',
  title: 'Credit in each of categories 1 to 12',
  categories: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  clause: source,
};

/** Bronze, Silver and Gold in 2024, lowest first. */
export const levels: Level[] = [
  { id: 'bronze', name: 'Bronze', source, criteria: [points(200), toolkits(1, '1.1, What to Do, Bronze'), categories] },
  { id: 'silver', name: 'Silver', source, criteria: [points(500), toolkits(3, '1.1, What to Do, Silver'), categories] },
  {
    id: 'gold',
    name: 'Gold',
    source,
    criteria: [
      points(750),
      toolkits(4, source),
      categories,
      {
        key: 'category-1',
        kind: 'every-action-of',
        title: 'Credit in every action of category 1',
        category: 1,
        clause: source,
      },
      {
        key: 'collaboration',
        kind: 'action',
        title: 'Credit in 8.6 Collaborate with Other Municipalities on Sustainability Actions',
        action: 'municipal-collaboration',
        clause: source,
      },
      {
        key: 'climate-leader',
        kind: 'designation',
        title: 'Climate Leader designation',
        designation: 'climate-leader',
        clause: source,
      },
    ],
  },
];
