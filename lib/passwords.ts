import { hash, verify } from '@node-rs/argon2';
import { guesses, isKnown, namesIn } from '@/lib/passwords/guesses';
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

/** Ten thousand million: out of reach for whoever stole the hashes, at what one of them costs. */
const enough = 10;

/** Words that anybody would try here. */
const here = ['Town Green', 'Sustainable CT', 'Connecticut', 'certification', 'municipal', 'selectman', 'town hall'];

/**
 * Why a new password is refused, or null: its length, that it is among the passwords of breaches, or that it is made of
 * what is guessed first: those, keys in a row, and `names` of the person and their towns. No rules on kinds of characters.
 */
export function passwordProblem(password: string, names: readonly string[]): Reason | null {
  const { min, max } = passwordLength;
  const length = [...password].length;
  if (length < min)
    return {
      code: 'short',
      message: `Use at least ${min} characters. Four or five words in a row are easy to keep in mind.`,
    };
  if (length > max) return { code: 'long', message: `Use at most ${max} characters.` };
  if (isKnown(password))
    return {
      code: 'common',
      message: 'Choose another password: this one is on lists of stolen ones, which are tried first.',
    };
  if (guesses(password, namesIn([...here, ...names])) < enough)
    return {
      code: 'common',
      message: 'Choose a password that does not consist of names, well-known words or keys in a row.',
    };
  return null;
}
