import { Plate, plateLetter } from '@/components/ui/plate';
import { shortDay } from '@/lib/words';

export const levelName = { bronze: 'Bronze', silver: 'Silver', gold: 'Gold' } as const;

type Town = {
  standing: 'certified' | 'registered' | 'no-record';
  held: { level: keyof typeof levelName; until: string } | null;
};

/** A town's standing in letter and word; nothing where this portal has no record. */
export function LevelWord({ town, until = false }: { town: Town; until?: boolean }) {
  const word = town.held ? levelName[town.held.level] : town.standing === 'registered' ? 'Registered' : null;
  if (!word) return null;
  return (
    <span className="nowrap">
      <Plate letter={plateLetter(word)} /> {word}
      {until && town.held && <span className="soft"> to {shortDay(town.held.until)}</span>}
    </span>
  );
}
