export type TimelineEntry = {
  /** The date in words, as `lib/words.ts` writes it. */
  when: React.ReactNode;
  dateTime?: string;
  state?: 'past' | 'now' | 'later';
  what: React.ReactNode;
};

/** Entries in order: full disc past, diamond now, ring later. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  return (
    <ol className="time">
      {entries.map(({ when, dateTime, state = 'past', what }, index) => (
        <li key={index} className={state === 'past' ? undefined : state}>
          {dateTime ? <time dateTime={dateTime}>{when}</time> : <span className="when">{when}</span>}
          {what}
        </li>
      ))}
    </ol>
  );
}
