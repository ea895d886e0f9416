/** The page of an application. */
export const applicationHref = (application: string): string => `/applications/${application}`;

/**
 * Where an answer is given: the step's form, at the field. `address` is a cell's address, `step.evidence.slot`, a step's
 * key or nothing.
 */
export function answerHref(application: string, action: string, address?: string | null): string {
  const page = `/applications/${application}/${action}`;
  const step = address?.split('.')[0];
  if (!address || !step) return page;
  const field = address === step ? '' : `#${encodeURIComponent(address)}`;
  return `${page}?step=${encodeURIComponent(step)}${field}`;
}

/** Where the town answers the reviewer's points on a step. */
export const pointsHref = (application: string, action: string, step: string): string =>
  `${answerHref(application, action, step)}#points`;

/** Where a problem of a score is mended; its path is `action/address`, or empty for the application. */
export function problemHref(application: string, path: string): string {
  const [action, address] = path.split('/');
  return action ? answerHref(application, action, address) : applicationHref(application);
}
