/** What is to be known about so many letters that a restore holds, and what to do. */
export const heldWords = (letters) =>
  `${letters === 1 ? '1 letter is' : `${letters} letters are`} held: waiting when the backup was made, and perhaps sent since. npm run letters:held shows them; with -- --send they go out, with -- --drop they never do.`;
