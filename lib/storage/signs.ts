/* What gives bytes away, whatever they are wrapped in. */

/* In two pieces, so that no scanner takes this file for the test file itself. */
const testVirus = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
  'latin1',
);

/** Whether the bytes hold the pattern that virus scanners are tried out with. */
export const holdsTestVirus = (bytes: Buffer): boolean => bytes.includes(testVirus);

const markup = /<(?:script|html|iframe|svg|body|object|embed)[\s>]|<!doctype\s+html|<\?php|javascript:/i;

/** Whether bytes that are not written in characters hold a page or script all the same. */
export const holdsMarkup = (bytes: Buffer): boolean => markup.test(bytes.toString('latin1'));

const magics = {
  archive: [
    '504b0304',
    '504b0506',
    '52617221',
    '377abcaf271c',
    '1f8b08',
    'fd377a585a00',
    '425a68',
    '4d534346',
    '28b52ffd',
  ],
  program: ['4d5a', '7f454c46', 'cafebabe', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', '2321'],
  // Old office files and what an office file embeds as an object.
  compound: ['d0cf11e0a1b11ae1'],
  document: ['255044462d', '7b5c727466'],
} as const;
type Magic = keyof typeof magics;

const begins = Object.entries(magics).map(([kind, list]) => ({
  kind: kind as Magic,
  marks: list.map((mark) => Buffer.from(mark, 'hex')),
}));

/** Which kind of file in a file the bytes begin as, or null for none of them. */
export function magicOf(bytes: Buffer): Magic | null {
  const same = (mark: Buffer) => bytes.subarray(0, mark.length).equals(mark);
  return begins.find(({ marks }) => marks.some(same))?.kind ?? null;
}
