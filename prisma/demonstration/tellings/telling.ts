import type { Place } from '../towns';

/** How a town tells one outline action, and the evidence that shows it. */
export type Telling = {
  text: (place: Place) => string;
  evidence: {
    title: string;
    kind: 'minutes' | 'report' | 'table' | 'picture' | 'link';
    /** Where in it a reviewer should look. */
    pin?: string;
  };
};

/** Two ways to tell each action, so that no two neighboring towns say the same. */
export type Tellings = Record<string, readonly [Telling, Telling]>;
