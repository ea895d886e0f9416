/** Headers of every answer, whoever gives it. */
export const answerHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * The strictest policy there is, for answers that are no page: files of people's own among them. A page gets its own, with a
 * nonce, from the proxy; one that got past the proxy keeps this, and runs nothing.
 */
export const closedPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Said over TLS: for two years, fetch nothing of this site without. */
export const transportSecurity = 'max-age=63072000; includeSubDomains';
