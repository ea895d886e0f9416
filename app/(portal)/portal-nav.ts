import { isCoordinator, isReviewer, type Person } from '@/lib/access/actor';
import type { MyTown } from '@/lib/services/people/list-my-towns';
import { roleWords } from '@/lib/services/people/roles';
import type { NavItem } from '@/components/ui/nav-links';

/** The main navigation of a person: what their roles give them to do, and the actions anybody may read. */
export function portalNav(person: Person, towns: MyTown[], unread: number): NavItem[] {
  const work = ['/applications'];
  const items: NavItem[] = [];
  const town = towns.length === 1 ? towns[0] : undefined;
  if (isCoordinator(person))
    items.push(
      { href: '/home', label: 'Home' },
      { href: '/programs/board', label: 'Board', under: [...work, '/programs/assign', '/programs/reviewers'] },
      { href: '/programs/cycles', label: 'Cycles' },
      { href: '/programs/rulebooks', label: 'Rulebooks' },
      { href: '/programs/templates', label: 'Reasons' },
      { href: '/programs/towns', label: 'Towns' },
      { href: '/people', label: 'People' },
      { href: '/programs/record', label: 'Record' },
    );
  else if (isReviewer(person)) items.push({ href: '/home', label: 'My queue', under: work });
  else items.push({ href: '/home', label: 'Applications', under: work });
  if (town && !isCoordinator(person))
    items.push(
      { href: `/evidence?town=${town.slug}`, label: 'Evidence' },
      { href: `/people?town=${town.slug}`, label: 'People' },
    );
  items.push({ href: '/actions', label: 'Actions' }, { href: '/letters', label: 'Letters', unread });
  return items;
}

/** Who somebody is, for the masthead: "Aldbrook, town contact". */
export function standing(person: Person, towns: MyTown[]): string {
  const program = person.memberships.find((m) => m.role === 'coordinator' || m.role === 'reviewer');
  if (program) return roleWords[program.role];
  const [town] = towns;
  if (!town) return 'No role yet';
  const word = roleWords[town.roles[0]!];
  if (towns.length > 1) return `${word}, ${towns.length} towns`;
  return `${town.name}, ${word.toLowerCase()}`;
}
