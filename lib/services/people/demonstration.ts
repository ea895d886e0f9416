import type { Role } from '@/lib/access/actor';

/*
 * The demonstration's people and their known passwords. Addresses under `.example` belong to nobody (RFC 2606), so a
 * portal that is not a demonstration lets none of them in, even when its database once was one.
 */

export const demonstrationPassword = 'a-lawn-between-three-roads';

/** The secret of the second step of the demonstration's reviewers and coordinator; its sign-in page shows their codes. */
export const demonstrationSecret = 'TOWNGREENDEMONSTRATIONSECRETXXXX';

/** What is stored in the place of that secret. */
export const sharedByVisitors = 'demonstration';

export type DemonstrationSignIn = { role: Role; as: string; name: string; email: string; password: string };

const person = (role: Role, as: string, name: string, email: string): DemonstrationSignIn => ({
  role,
  as,
  name,
  email,
  password: demonstrationPassword,
});

/** One person for each role, in the order the sign-in page lists them. */
export const demonstrationSignIns: readonly DemonstrationSignIn[] = [
  person('contact', 'Town contact of Aldbrook', 'Maya Ortiz', 'maya.ortiz@aldbrook.example'),
  person('editor', 'Town editor of Aldbrook', 'Tom Breslin', 'tom.breslin@aldbrook.example'),
  person('viewer', 'Town viewer of Aldbrook', 'Ines Farrow', 'ines.farrow@aldbrook.example'),
  person('helper', 'Regional helper of three towns', 'Noor Haddad', 'noor.haddad@millbrookvalley.example'),
  person('reviewer', 'Reviewer', 'Jo Lindqvist', 'jo.lindqvist@reviewers.example'),
  person('coordinator', 'Coordinator', 'Ruth Delaney', 'ruth.delaney@program.example'),
];

/** Whether an address can only belong to the demonstration. */
export const isDemonstrationAddress = (email: string): boolean => email.endsWith('.example');
