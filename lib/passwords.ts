import { hash, verify } from '@node-rs/argon2';
import { turns } from '@/lib/turns';
import type { Reason } from '@/lib/verdict';

export const passwordLength = { min: 15, max: 128 };

const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };
/** At most two hashings at a time, so that a rush of sign-ins cannot starve everything else. */
const inTurn = turns(2);

/** The argon2id hash of a password. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost));

// The hash of a password that was thrown away: what is compared where there is nothing to compare.
const decoy = '$argon2id$v=19$m=19456,t=2,p=1$H3ckgUCGMY9mXZTcaCdknA$EKC2fDi/e7bO4t8iXJHqeUEusv03j4Heg71kXxVS7AE';

/** Whether the password matches. Without a stored hash it does the same work and answers no. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const real = stored?.startsWith('$argon2id$') ? stored : null;
  const matches = await inTurn(() => verify(real ?? decoy, password));
  return real !== null && matches;
}

const common = [
  'password',
  'passphrase',
  'qwerty',
  'asdfgh',
  'letmein',
  'welcome',
  'iloveyou',
  'admin',
  'changeme',
  'default',
  'connecticut',
  'sustainable',
  'towngreen',
];

const runs = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '01234567890123456789',
  '98765432109876543210',
];

/** Plain letters and digits: what is left when spaces, punctuation and look-alikes are taken away. */
const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replace(/[^a-z0-9]/g, '');

/** Takes every known word and run out of the text; what remains has to be guessed. */
function unguessed(text: string, words: readonly string[]): string {
  let rest = plain(text);
  for (const word of words) rest = rest.replaceAll(word, '');
  for (const run of runs)
    for (let length = run.length; length >= 4; length -= 1)
      for (let from = 0; from + length <= run.length; from += 1)
        rest = rest.replaceAll(run.slice(from, from + length), '');
  return rest.replace(/(.{1,4}?)\1{2,}/g, '$1');
}

/**
 * Why a new password is refused, or null: its length, or that little is left of it once the person's own names, common
 * words, keyboard runs and repetitions are taken away. No rules on kinds of characters.
 */
export function passwordProblem(password: string, personal: readonly string[]): Reason | null {
  const { min, max } = passwordLength;
  const length = [...password].length;
  if (length < min)
    return {
      code: 'short',
      message: `Use at least ${min} characters. Four or five words in a row are easy to keep in mind.`,
    };
  if (length > max) return { code: 'long', message: `Use at most ${max} characters.` };
  const own = personal.flatMap((text) => [plain(text), ...text.split(/[^\p{L}\p{N}]+/u).map(plain)]);
  const words = [...own.filter((word) => word.length >= 3), ...common].sort((a, b) => b.length - a.length);
  // Letters of other scripts are not in `plain`: they count as they are.
  const others = [...password].filter((character) => /[^\u0000-\u007f]/.test(character)).length;
  if (unguessed(password, words).length + others < 8)
    return {
      code: 'common',
      message: 'Choose a password that does not consist of names, well-known words or keys in a row.',
    };
  return null;
}
