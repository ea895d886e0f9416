/** Why signing on with a provider did not work, in words for whoever tried. */
export const signOnProblems = {
  unreachable: 'The other site does not answer. Try again in a few minutes, or sign in with your password here.',
  declined: 'You went back without signing in there. Nothing was changed.',
  failed: 'The way back from the other site was not in order, or took too long. Start again from here.',
  unverified:
    'The other site has not verified your email address. Have it verified there, or sign in with your password.',
  unknown:
    'You are signed in there, but no account or invitation here has your email address. Ask a contact of your town or a coordinator to invite you.',
  closed: 'The account with this address is closed. Ask a coordinator.',
  other:
    'Your account here belongs to another sign-in at the other site. Sign in with your password, and tell a coordinator.',
  wait: 'Too many tries from your network. Wait a minute, then try again.',
} as const;

export type SignOnProblem = keyof typeof signOnProblems;

/** The words of a problem named in an address; none for any other text. */
export const signOnProblem = (name: string | undefined): string | undefined =>
  name && Object.hasOwn(signOnProblems, name) ? signOnProblems[name as SignOnProblem] : undefined;
