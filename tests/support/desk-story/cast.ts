/** The instant at which the servers of the story start: a Tuesday, between the two rounds. */
export const begins = '2024-10-01T10:00:00-04:00';
/** The morning after, when digests are written. */
export const morning = '2024-10-02T08:05:00-04:00';

export type Someone = 'cora' | 'ash' | 'bo' | 'una' | Town;
export type Town = 'birch' | 'candlewick' | 'dunmore' | 'elmhaven';

/** What the browser is told of the world it enters. */
export type Told = {
  people: Record<Someone, { name: string; email: string; cookie: string }>;
  applications: Record<Town, string>;
  /** A piece of evidence of Dunmore Falls. */
  piece: string;
};
