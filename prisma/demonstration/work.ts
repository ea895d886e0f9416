import type { Cells } from '@/lib/rulebook/cells';
import { monthNames } from '@/lib/rulebook/dates';
import { day, shortDay } from '@/lib/words';
import { document, picture, table, type Paper } from './papers';
import { landAndPeople } from './tellings/land-and-people';
import { plansAndServices } from './tellings/plans-and-services';
import type { Place } from './towns';

/** Evidence for one slot of a step: a file, or the address of a page. */
export type Shown = { step: string; slot: string; pin?: string } & (
  { paper: Paper } | { link: { title: string; url: string } }
);

/** One action as a town fills it in. */
export type Work = { action: string; cells: Cells; shown: Shown[] };

const tellings = { ...landAndPeople, ...plansAndServices };

const siteOf = (place: Place) => `https://www.${place.town.toLowerCase().replaceAll(' ', '')}.example`;

/** An address on the town's own site, which does not exist: `.example` belongs to nobody. */
export const pageOf = (place: Place, path: string): string => `${siteOf(place)}/${path}`;

function figures(place: Place, title: string): Paper {
  const rows = monthNames.map((month, index) => [
    month,
    40 + ((place.n * 7 + index * 5) % 23),
    31 + ((place.n * 5 + index * 3) % 19),
  ]);
  // Each table names what it is of: the same bytes would be one file of the library, used for everything.
  return table(title, [[`month (${title.replaceAll(',', '')})`, 'before', 'after'], ...rows]);
}

function report(place: Place, title: string, completed: string, text: string): Paper {
  const [first = '', ...rest] = text.split(/(?<=[.?!]) /);
  return document(place, title, day(completed), [
    [first, 'This copy is kept by the town clerk. The pages that follow hold what was decided and what came of it.'],
    [
      '6. The item was read aloud and discussed.',
      rest.join(' ') || first,
      'The motion carried. The clerk was asked to post it within seven days.',
    ],
    ['What comes next: the figures are read again in twelve months, and the page on the town’s site is kept current.'],
  ]);
}

const paperOf = (place: Place, kind: string, title: string, completed: string, text: string): Paper => {
  if (kind === 'table') return figures(place, title);
  if (kind === 'picture')
    return picture(
      place,
      title,
      text
        .split(/(?<=[.?!]) /)
        .slice(0, 4)
        .map((line) => line.slice(0, 74)),
    );
  return report(place, title, completed, text);
};

/** Nobody else took part. */
export const noPartners: Cells = { 'partners.none': true };

/** Who took part besides the town, and what the town's own part was. */
export const withPartners = (organizations: string, part: string, municipalities: string[] = []): Cells => ({
  'partners.organizations': organizations,
  'partners.part': part,
  ...(municipalities.length > 0 ? { 'partners.municipalities': municipalities } : {}),
});

export type OutlineOptions = {
  /** Which of the two tellings. */
  telling?: 0 | 1;
  /** Claimed as rolling, with this account of its lasting impact. */
  rolling?: string;
  partners?: Cells;
  /** Nothing attached yet. */
  bare?: boolean;
};

/** An outline action, told in the town's own words. `completed`: ISO day. */
export function outline(
  place: Place,
  action: string,
  points: number,
  completed: string,
  { telling = (place.n % 2) as 0 | 1, rolling, partners = noPartners, bare = false }: OutlineOptions = {},
): Work {
  const told = tellings[action]?.[telling];
  if (!told) throw new Error(`No telling of ${action}`);
  const text = told.text(place);
  const { title, kind, pin } = told.evidence;
  const shown: Shown =
    kind === 'link'
      ? { step: '1', slot: 'support', link: { title, url: pageOf(place, action) } }
      : { step: '1', slot: 'support', pin, paper: paperOf(place, kind, title, completed, text) };
  return {
    action,
    cells: {
      '1.narrative': text,
      '1.points': points,
      '1.completed': completed,
      '1.credit': rolling ? 'rolling' : 'new',
      ...(rolling ? { '1.impact': rolling } : {}),
      ...partners,
    },
    shown: bare ? [] : [shown],
  };
}

/** Minutes of a meeting, as a step cites them. */
export const minutes = (place: Place, of: string, held: string, items: string[]): Paper =>
  document(place, `Minutes: ${of}, ${shortDay(held)}`, day(held), [
    ['Called to order at 6:30 in the evening. A quorum was present.', ...items],
    [
      '6. Mission. The group’s mission statement was read, with how it fits the goals of the Coordinated Access Network.',
      'Adjourned at 8:10.',
    ],
  ]);
