import { people } from '@/prisma/demonstration/people';
import { applicationPath, presentCycle, presentRulebook } from './demonstration';
import type { View } from './views';

const { ruth } = people;

/** Pages as axe looks at them: what coordinators run. */
export const programsViews: View[] = [
  { route: '/programs/assign', who: ruth },
  { route: '/programs/assign', at: '/programs/assign?preview=1', who: ruth, state: 'preview' },
  { route: '/programs/reviewers', who: ruth },
  { route: '/programs/board', who: ruth },
  { route: '/programs/record', who: ruth },
  { route: '/programs/record', at: '/programs/record?town=aldbrook&kind=answers.saved', who: ruth, state: 'narrowed' },
  { route: '/programs/record', at: '/programs/record?town=nowhere', who: ruth, state: 'nothing found' },
  { route: '/programs/board', at: '/programs/board?q=Aldbrook', who: ruth },
  { route: '/programs/cycles', who: ruth },
  { route: '/programs/cycles/[id]', at: async () => `/programs/cycles/${await presentCycle()}`, who: ruth },
  { route: '/programs/rulebooks', who: ruth },
  { route: '/programs/templates', who: ruth },
  { route: '/applications/[id]/letters', at: () => applicationPath('tamarack', '/letters'), who: ruth },
  { route: '/programs/rulebooks/[id]', at: async () => `/programs/rulebooks/${await presentRulebook()}`, who: ruth },
  { route: '/programs/towns', who: ruth },
  { route: '/programs/towns', at: '/programs/towns?search=Harrow', who: ruth },
  { route: '/programs/towns/[slug]', at: '/programs/towns/hatherley', who: ruth },
];
