import { townRoles, type Role } from '@/lib/access/actor';

/** Roles in words, as people read them. */
export const roleWords: Record<Role, string> = {
  contact: 'Town contact',
  editor: 'Town editor',
  viewer: 'Town viewer',
  helper: 'Regional helper',
  reviewer: 'Reviewer',
  coordinator: 'Coordinator',
};

/** What each role may do, in one line. */
export const roleMeans: Record<Role, string> = {
  contact: 'Prepares and submits, and says who takes part',
  editor: 'Prepares answers and evidence; cannot submit',
  viewer: 'Reads',
  helper: 'Prepares for several towns; cannot submit',
  reviewer: 'Rules on what is assigned; never for a town of their own',
  coordinator: 'Assigns reviewers, decides, keeps cycles and rulebooks',
};

export const staffRoles = ['reviewer', 'coordinator'] as const satisfies readonly Role[];

/** Every role there is. */
export const roles = [...townRoles, ...staffRoles] as const;

/** Whether the role belongs to a town. */
export const isTownRole = (role: Role): boolean => (townRoles as readonly Role[]).includes(role);
