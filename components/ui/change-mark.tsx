export type Change = 'added' | 'removed' | 'edited' | 'renumbered';

const looks: Record<Change, { className: string; sign: string; word: string }> = {
  added: { className: 'add', sign: '+', word: 'Added' },
  removed: { className: 'cut', sign: '−', word: 'Removed' },
  edited: { className: 'alt', sign: '~', word: 'Edited' },
  renumbered: { className: 'mov', sign: '→', word: 'Renumbered' },
};

/** What changed since the last round or version; children replace the standard word ("3 rows"). */
export function ChangeMark({ change, children }: { change: Change; children?: React.ReactNode }) {
  const { className, sign, word } = looks[change];
  return (
    <span className={`chg ${className}`} data-s={sign}>
      {children ? (
        <>
          <span className="vh">{word}: </span>
          {children}
        </>
      ) : (
        word
      )}
    </span>
  );
}
