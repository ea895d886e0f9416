import type { Rulebook } from './schema';
import { sustainableCt2024 } from './sustainable-ct/2024/rulebook';

export { actionName, findAction, findStep } from './find';

/** The rulebooks that ship with the portal, newest last. */
export const shippedRulebooks: Rulebook[] = [sustainableCt2024];
