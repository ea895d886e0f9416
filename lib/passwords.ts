import { hash, verify } from '@node-rs/argon2';

export const passwordLength = { min: 15, max: 128 };

const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };
const atOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Runs at most two hashings at a time, so that a rush of sign-ins cannot starve everything else. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  try {
    return await work();
  } finally {
    const following = waiting.shift();
    if (following) following();
    else running -= 1;
  }
}

/** The argon2id hash of a password. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost));

let decoy: Promise<string> | undefined;

/** Whether the password matches. Without a stored hash it takes the same time and answers no. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await (decoy ??= hashPassword('nobody has this password, not even once')));
  const matches = await inTurn(() => verify(against, password));
  return stored !== null && matches;
}
