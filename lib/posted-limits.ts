/** The most bytes a posted form may have: what Next reads of one; it answers more with a bare 500. */
export const mostPosted = 1024 * 1024;

/** What somebody who posted more reads. */
export const tooMuchPosted =
  'This is more than one form can send at once, so nothing was changed. Shorten the longest texts, or send them in parts.';
