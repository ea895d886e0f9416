/*
 * The demonstration's towns. All of them, and the council they belong to, are invented; none is a town of Connecticut.
 */

export const council = 'Millbrook Valley Council of Governments (fictional)';
export const county = 'Millbrook (fictional)';

/** Names of places in a town, so that its texts speak of itself. */
export type Place = {
  town: string;
  river: string;
  street: string;
  green: string;
  school: string;
  /** A figure of its own, so that no two towns tell the same numbers. */
  n: number;
};

export type DemonstrationTown = Place & { slug: string; office: string };

const town = (
  name: string,
  river: string,
  street: string,
  green: string,
  school: string,
  n: number,
  office = 'Office of the First Selectman',
): DemonstrationTown => {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  return {
    slug,
    town: name,
    river,
    street,
    green,
    school,
    n,
    office: `${office}, sustainability@${slug.replaceAll('-', '')}.example`,
  };
};

export const towns = {
  aldbrook: town('Aldbrook', 'Alder Brook', 'Mill Street', 'Tannery Green', 'Alder Brook School', 7),
  harrowMills: town('Harrow Mills', 'Harrow River', 'Dyehouse Lane', 'Weavers’ Green', 'Harrow Middle School', 12),
  pennyHollow: town('Penny Hollow', 'Penny Stream', 'Hollow Road', 'Lower Green', 'Hollow School', 3),
  stoneferry: town(
    'Stoneferry',
    'Ferry River',
    'Landing Street',
    'Ferry Green',
    'Landing School',
    9,
    'Town Manager’s Office',
  ),
  wrenfield: town('Wrenfield', 'Wren Brook', 'Meeting House Road', 'Wrenfield Common', 'Meadow School', 5),
  quillford: town(
    'Quillford',
    'Quill River',
    'Ford Street',
    'Printers’ Green',
    'Ford Street School',
    11,
    'Mayor’s Office',
  ),
  tamarack: town('Tamarack', 'Larch Brook', 'Sawmill Road', 'Sawmill Green', 'Tamarack School', 6),
  marrowBridge: town('Marrow Bridge', 'Marrow River', 'Bridge Street', 'Tollhouse Green', 'Bridge Street School', 8),
  otterFalls: town('Otter Falls', 'Otter River', 'Falls Road', 'Millrace Park', 'Falls School', 4),
  eastmere: town(
    'Eastmere',
    'Mere Brook',
    'Shore Road',
    'Mere Green',
    'Shore Road School',
    10,
    'Town Manager’s Office',
  ),
  larkspurLanding: town('Larkspur Landing', 'Lark River', 'Wharf Street', 'Wharf Green', 'Wharf School', 2),
  fallowdale: town(
    'Fallowdale',
    'Fallow Brook',
    'Orchard Street',
    'Orchard Green',
    'Orchard School',
    13,
    'Mayor’s Office',
  ),
  hatherley: town('Hatherley', 'Hather Brook', 'Quarry Road', 'Quarry Green', 'Quarry School', 1),
  brindleCorners: town('Brindle Corners', 'Brindle Brook', 'Corner Street', 'Corner Green', 'Corner School', 14),
  sedgewick: town('Sedgewick', 'Sedge River', 'Marsh Road', 'Marsh Green', 'Marsh School', 15),
  cinderRidge: town('Cinder Ridge', 'Cinder Brook', 'Kiln Street', 'Kiln Green', 'Kiln School', 16),
} as const satisfies Record<string, DemonstrationTown>;

export type TownKey = keyof typeof towns;
