import { answerHeaders, closedPolicy, transportSecurity } from './lib/answer-headers.mjs';

const policy = (value) => [{ key: 'Content-Security-Policy', value }];

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'pdfkit', 'sharp', 'pino'],
  // The same as lib/observe/frame-answers.ts says from below: it also reaches what the framework answers before it comes to
  // these, and this what is asked before that has begun.
  headers: () =>
    Promise.resolve([
      { source: '/:path*', headers: Object.entries(answerHeaders).map(([key, value]) => ({ key, value })) },
      { source: '/((?!_next/static/).*)', headers: policy(`${closedPolicy}; sandbox`) },
      // A worker's own file keeps its origin, and may reach nothing.
      { source: '/_next/static/:path*', headers: policy(closedPolicy) },
      {
        source: '/:path*',
        has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
        headers: [{ key: 'Strict-Transport-Security', value: transportSecurity }],
      },
    ]),
  rewrites: () =>
    Promise.resolve([
      { source: '/healthz', destination: '/api/healthz' },
      { source: '/readyz', destination: '/api/readyz' },
    ]),
};

export default config;
