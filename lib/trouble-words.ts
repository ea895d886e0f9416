/** What a reader is told when the portal itself failed, or had no room: the number and what to do, nothing of the cause. */
export const troubleWords = (reference: string | undefined) => {
  const busy = reference === 'busy';
  return {
    title: busy ? 'Town Green is very busy' : 'This page could not be shown',
    lede: 'The fault is the portal’s, not yours. What was already saved is safe.',
    next: busy
      ? 'Wait a few seconds, then try this page again.'
      : `Try once more. If it happens again, tell a program coordinator what you were doing${reference ? ', and give this number' : ''}.`,
    reference: busy ? undefined : reference,
    again: 'Try this page again',
    home: 'Go to the front page',
  };
};
