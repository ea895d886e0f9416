import type { Page } from '@playwright/test';
import type { TownKey } from '@/prisma/demonstration/towns';
import { applicationPath } from './demonstration';

/** A page as axe looks at it: who opens which, and what is done to it first. */
export type View = {
  route: string;
  /** Its address; the route itself where that has no parts to fill in. */
  at?: string | (() => Promise<string>);
  who?: { email: string };
  /** What the page is doing, when it is more than opened. */
  state?: string;
  act?: (page: Page) => Promise<void>;
};

/** The form of a step as somebody sees it. */
export function form(town: TownKey, action: string, step: string, who: View['who']): View {
  return {
    route: '/applications/[id]/[action]',
    at: () => applicationPath(town, `/${action}?step=${encodeURIComponent(step)}`),
    who,
    state: `step ${step}`,
  };
}

/** The desk of a step, as a reviewer sees it. */
export function desk(town: TownKey, action: string, step: string, who: View['who']): View {
  return { ...form(town, action, step, who), state: `desk of step ${step}` };
}

/** Presses the first button of a name. */
export const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
