'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether the browser runs the page already: false on the server and while it takes over. */
export const useRunning = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
