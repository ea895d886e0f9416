/** What of this site a page may load and run: nothing of other sites, and of inline scripts only those with the nonce. */
export function contentPolicy(nonce: string, options: { secure: boolean; developing?: boolean }): string {
  // React's development build evaluates code and both inject styles; the built portal does neither.
  const [evaluating, styles] = options.developing ? [" 'unsafe-eval'", " 'unsafe-inline'"] : ['', ` 'nonce-${nonce}'`];
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluating}`,
    `style-src 'self'${styles}`,
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(options.secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}
