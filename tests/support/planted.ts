import { people } from '@/prisma/demonstration/people';
import { demonstrationPassword } from '@/lib/services/people/demonstration';

/** Texts that a test plants where people type, to look for them where they must not be. */
export const canaries = {
  email: 'canary.email@planted.example',
  password: 'canary password of nobody',
  answer: 'Canary answer told by a town clerk',
  name: 'Canary Q. Person',
  token: 'canary_token_0123456789abcdefghijklmn',
  query: 'canary-query-of-somebody',
} as const;

const personal = [
  ...Object.values(canaries),
  ...Object.values(people).flatMap(({ name, email }) => [name, email]),
  demonstrationPassword,
];

/** Which personal data a text holds: planted, or of the demonstration's people. */
export const personalDataIn = (text: string): string[] => personal.filter((one) => text.includes(one));
