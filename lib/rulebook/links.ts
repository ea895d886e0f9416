/** `safe`: a whole http or https address; `refused`: another scheme, never stored; `unfinished`: kept, never rendered as a link. */
export type LinkState = 'safe' | 'unfinished' | 'refused';

const scheme = /^([a-z][a-z0-9+.-]*):/i;

/** What may be done with a typed web address. Control characters and spaces are ignored before the scheme, as browsers do. */
export function linkState(text: string): LinkState {
  const seen = text.replace(/[\p{Cc}\s]/gu, '');
  const named = scheme.exec(seen)?.[1]?.toLowerCase();
  if (named && named !== 'http' && named !== 'https' && !/^[a-z0-9-]+(\.[a-z0-9-]+)+:\d/i.test(seen)) return 'refused';
  if (!named || !URL.canParse(text)) return 'unfinished';
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !url.username ? 'safe' : 'unfinished';
}
