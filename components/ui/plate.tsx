import { classNames } from './class-names';

export type PlateLetter = 'B' | 'S' | 'G' | 'R' | '–';

const words: Record<PlateLetter, string> = {
  B: 'Bronze',
  S: 'Silver',
  G: 'Gold',
  R: 'Registered',
  '–': 'No level',
};

/** The letter plate of a level name or a town's standing; anything unknown gets the dash. */
export function plateLetter(standing: string | null | undefined): PlateLetter {
  const letters: PlateLetter[] = ['B', 'S', 'G', 'R'];
  return letters.find((letter) => words[letter] === standing) ?? '–';
}

/** A level's letter on its color. Decoration beside the word; with `alone` it speaks for itself. */
export function Plate({ letter, alone = false }: { letter: PlateLetter; alone?: boolean }) {
  const className = classNames('plate', letter !== '–' && letter);
  return alone ? (
    <span className={className} role="img" aria-label={words[letter]}>
      {letter}
    </span>
  ) : (
    <span className={className} aria-hidden="true">
      {letter}
    </span>
  );
}
