/** The path to go on to after signing in: only ever one of this portal; anything else leads home. */
export function safePath(next: string | undefined): string {
  if (!next || !/^\/(?![/\\])/.test(next) || /[\\\u0000-\u001f]/.test(next)) return '/home';
  const here = 'http://here.invalid';
  if (!URL.canParse(next, here)) return '/home';
  const url = new URL(next, here);
  return url.origin === here ? `${url.pathname}${url.search}` : '/home';
}
