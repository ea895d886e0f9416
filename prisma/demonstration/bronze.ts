import { equity } from './equity';
import {
  homelessness,
  liaisonStep,
  liaisonTrainings,
  taskForceStep,
  trainingsStep,
  type Attendance,
  type Liaison,
} from './homelessness';
import type { Place } from './towns';
import { outline, type Work } from './work';

type Options = {
  liaison: Liaison;
  /** ISO day some months before the submission. */
  before: (months: number, days?: number) => string;
  /** When it is submitted, or looked at as a draft. */
  at: Date;
  /** Actions of these categories are left for later. */
  without?: number[];
  /** More rows of the log of trainings. */
  attended?: Attendance[];
};

const choices: readonly { category: number; actions: readonly [string, string]; points: number; months: number }[] = [
  { category: 2, actions: ['sustainable-purchasing', 'local-products'], points: 20, months: 14 },
  { category: 3, actions: ['watershed-education', 'pollinator-pathways'], points: 20, months: 8 },
  { category: 4, actions: ['arts-support', 'cultural-assets'], points: 15, months: 11 },
  { category: 5, actions: ['climate-vulnerability', 'solar-permitting'], points: 25, months: 17 },
  { category: 6, actions: ['municipal-fleets', 'public-transit'], points: 15, months: 10 },
  { category: 7, actions: ['c-pace', 'energy-benchmarking'], points: 20, months: 6 },
  { category: 8, actions: ['municipal-collaboration', 'train-municipal-representatives'], points: 20, months: 21 },
  { category: 9, actions: ['unit-based-pricing', 'unit-based-pricing'], points: 30, months: 19 },
  { category: 10, actions: ['community-gardens', 'public-air-quality'], points: 20, months: 9 },
  { category: 11, actions: ['affordable-housing-plan', 'affordable-housing-plan'], points: 25, months: 16 },
];

/** One action in each category: about what Bronze asks, in a mix that differs from town to town. */
export function bronze(place: Place, { liaison, before, at, without = [], attended = [] }: Options): Work[] {
  const outlines = choices
    .filter(({ category }) => !without.includes(category))
    .map(({ actions, points, months, category }) => {
      const pick = ((place.n + category) % 2) as 0 | 1;
      return outline(place, actions[pick], points, before(months, place.n), { telling: ((place.n >> 1) % 2) as 0 | 1 });
    });
  const trainings = liaisonTrainings(liaison, [before(13, 2), before(11, 9), before(7, 4)]);
  const members = [
    { name: liaison.name, title: liaison.title, organization: 'Social services' },
    { name: 'Network outreach', title: 'Outreach worker', organization: 'Central Valley CAN' },
    { name: 'Library desk', title: 'Librarian', organization: 'Library' },
  ];
  return [
    ...outlines,
    homelessness(place, [
      liaisonStep(place, liaison, before(20), at),
      trainingsStep(place, [...trainings, ...attended]),
      taskForceStep(place, members, before(15), at),
    ]),
    equity(place, [
      { target: 'unit-based-pricing', completed: before(19, place.n) },
      { target: 'affordable-housing-plan', completed: before(16, place.n) },
    ]),
  ];
}
