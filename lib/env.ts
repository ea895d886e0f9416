import { z } from 'zod';

const optionalText = z
  .string()
  .optional()
  .transform((text) => text || undefined);

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'must look like postgresql://user:password@host:5432/database',
  }),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  NEXTAUTH_SECRET: z.string({ error: 'must be set' }).min(32, 'must be at least 32 characters of randomness'),
  SECOND_FACTOR_KEY: optionalText.pipe(z.string().min(32, 'must be at least 32 characters of randomness').optional()),
  NEXTAUTH_URL: z.url({ protocol: /^https?$/, error: 'must be the address people open' }),
  BASE_URL: z.url({ protocol: /^https?$/, error: 'must be the address people open' }),
  AUDIT_DIR: optionalText,
  AUDIT_KEY: optionalText.pipe(z.string().min(32, 'must be at least 32 characters of randomness').optional()),
  CLAMD_URL: optionalText.pipe(z.url({ protocol: /^tcp$/, error: 'must look like tcp://host:3310' }).optional()),
  TOWN_QUOTA_MB: z.coerce.number().int().min(1).default(2048),
  LINK_CHECKS: z.enum(['on', 'off']).default('on'),
  STORAGE_DIR: z.string({ error: 'must name a folder' }).min(1, 'must name a folder'),
  SMTP_URL: optionalText.pipe(
    z.url({ protocol: /^smtps?$/, error: 'must look like smtps://user:password@mail.example.org' }).optional(),
  ),
  MAIL_FROM: optionalText.pipe(
    z
      .string()
      .regex(/^([^<>\p{Cc}]*<)?[^\s@<>,\p{Cc}]+@[^\s@<>,\p{Cc}]+>?$/u, 'must look like Town Green <portal@example.org>')
      .optional(),
  ),
  MAIL_DIR: z.string().default('.data/mail'),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  OIDC_ISSUER: optionalText.pipe(z.url({ protocol: /^https?$/, error: 'must be the issuer’s address' }).optional()),
  OIDC_CLIENT_ID: optionalText,
  OIDC_CLIENT_SECRET: optionalText,
  OIDC_NAME: z.string().default('your organization'),
  OIDC_MFA: z.enum(['ask', 'trusted']).default('ask'),
  DEMO: z.enum(['on', 'off']).default('off'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  METRICS_PORT: optionalText
    .transform((text) => (text === undefined ? undefined : Number(text)))
    .pipe(z.int('must be a port').min(1, 'must be a port').max(65535, 'must be a port').optional()),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  TEST_SERVER: z.enum(['on', 'off']).default('off'),
  TOWN_GREEN_NOW: optionalText.pipe(z.iso.datetime({ offset: true }).optional()),
});

/** What must be said together. */
const whole = schema
  .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, {
    path: ['MAIL_FROM'],
    error: 'must be set with SMTP_URL',
  })
  .refine((all) => !all.OIDC_ISSUER || (all.OIDC_CLIENT_ID && all.OIDC_CLIENT_SECRET), {
    path: ['OIDC_CLIENT_ID'],
    error: 'and OIDC_CLIENT_SECRET must be set with OIDC_ISSUER',
  });

export type Env = z.output<typeof schema>;

/** Parses environment variables, or throws one message that names each that is missing or wrong. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const parsed = whole.safeParse(variables);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new Error(`Check the environment (see .env.example): ${lines.join('; ')}.`);
}

let parsed: Env | undefined;

/** The server's environment, parsed on first use and then kept. Reading it is safe at run time, not while building. */
export function env(): Env {
  return (parsed ??= parseEnv(process.env));
}
