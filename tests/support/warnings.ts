/** The first warning of Node that a program printed, or nothing. What only warns today is refused by a later version. */
export const warningIn = (output: string): string => /^\(node:\d+\) .*Warning: .*$/m.exec(output)?.[0] ?? '';
