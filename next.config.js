const year = 31_536_000;

/**
 * The strictest policy there is, for answers that are no page: files of people's own among them. A page gets its own, with a
 * nonce, from the proxy; one that got past the proxy keeps this, and runs nothing.
 */
const nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const policy = (value) => [{ key: 'Content-Security-Policy', value }];

/** Headers of every answer. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
];

/** Said where a server in front of this one has taken the request over TLS; pages say it by BASE_URL besides. */
const transport = [{ key: 'Strict-Transport-Security', value: `max-age=${2 * year}; includeSubDomains` }];

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'pdfkit', 'sharp', 'pino'],
  headers: () =>
    Promise.resolve([
      { source: '/:path*', headers },
      { source: '/((?!_next/static/).*)', headers: policy(`${nothing}; sandbox`) },
      // A worker's own file keeps its origin, and may reach nothing.
      { source: '/_next/static/:path*', headers: policy(nothing) },
      {
        source: '/:path*',
        has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
        headers: transport,
      },
    ]),
  rewrites: () =>
    Promise.resolve([
      { source: '/healthz', destination: '/api/healthz' },
      { source: '/readyz', destination: '/api/readyz' },
    ]),
};

export default config;
