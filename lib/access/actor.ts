declare const proof: unique symbol;

export type Role = 'contact' | 'editor' | 'viewer' | 'helper' | 'reviewer' | 'coordinator';
export const townRoles = ['contact', 'editor', 'viewer', 'helper'] as const satisfies readonly Role[];
export type TownRole = (typeof townRoles)[number];
/** The roles that may change a town's work. */
export const editors = ['contact', 'editor', 'helper'] as const satisfies readonly TownRole[];

export type ActorMembership = { role: Role; townId: string | null };

/** Somebody signed in, with the rights the database gave on this request. */
export type Person = {
  kind: 'person';
  id: string;
  name: string;
  email: string;
  memberships: readonly ActorMembership[];
  /** The session the request came with; null where the portal looks a person up. */
  session: string | null;
  readonly [proof]: true;
};

/**
 * Somebody whose password was proven and whose second step is still to come. No actor: nothing of the portal is open to
 * them but that step, and signing out.
 */
export type Arriving = {
  kind: 'arriving';
  id: string;
  name: string;
  email: string;
  session: string;
  needs: 'code' | 'set-up';
  readonly [proof]: true;
};

/** Anybody who is not signed in. */
export type Public = { kind: 'public'; readonly [proof]: true };

/** The portal itself: jobs and start-up work. No rule of `can` lets it do anything unless the rule names it. */
export type System = { kind: 'system'; readonly [proof]: true };

/** Whoever may stand behind a request. */
export type Visitor = Person | Public;

/** Who is asking. Only lib/auth.ts makes one. */
export type Actor = Visitor | System;

/** Whether the actor holds one of the roles, in the named town where the role belongs to a town. */
export function holds(actor: Actor, roles: readonly Role[], townId?: string): boolean {
  return (
    actor.kind === 'person' &&
    actor.memberships.some((m) => roles.includes(m.role) && (m.townId === null || m.townId === townId))
  );
}

/** The towns the actor holds one of the roles in. */
export function townsAs(actor: Actor, roles: readonly Role[]): string[] {
  if (actor.kind !== 'person') return [];
  return [...new Set(actor.memberships.flatMap((m) => (m.townId && roles.includes(m.role) ? [m.townId] : [])))];
}

/** The towns the actor belongs to, in any role. */
export const townsOf = (actor: Actor): string[] => townsAs(actor, townRoles);

export const isCoordinator = (actor: Actor): boolean => holds(actor, ['coordinator']);
export const isReviewer = (actor: Actor): boolean => holds(actor, ['reviewer']);

/** Whether the person must sign in with a second factor: whoever works for the program. */
export const mustHaveSecondFactor = (person: Person): boolean => isReviewer(person) || isCoordinator(person);
