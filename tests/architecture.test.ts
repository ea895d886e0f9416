import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const at = (file: string) => path.resolve(import.meta.dirname, '..', file);
const read = (file: string) => readFileSync(at(file), 'utf8');
const files = ['app', 'components', 'lib', 'prisma', 'scripts', 'tests']
  .flatMap((tree) => readdirSync(at(tree), { recursive: true, encoding: 'utf8' }).map((file) => `${tree}/${file}`))
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.startsWith('lib/db/generated/'));

const shell =
  /^lib\/((db|storage|mail|jobs|links|observe)\/|(auth|drain|env|command|errors|clock|log|passwords|pages|request-body|oidc|keyed-hash|network|seal|turns)\b)/;
/** The layer of a file; what lies in lib and is neither shell nor service must be as pure as the core. */
function layerOf(file: string): string {
  if (file.startsWith('lib/services/')) return 'services';
  if (shell.test(file)) return 'shell';
  return file.startsWith('lib/') ? 'core' : (file.split('/')[0] ?? '');
}
const below: Record<string, string[]> = {
  core: ['core'],
  shell: ['shell', 'core'],
  services: ['services', 'shell', 'core'],
  components: ['components', 'core'],
  app: ['app', 'components', 'services', 'shell', 'core'],
};
const services = files.filter((file) => file.startsWith('lib/services/'));
const layered = files.filter((file) => layerOf(file) in below);

/** What a file imports: project paths without their alias, and the names of packages. */
function importsOf(file: string): string[] {
  const named = [...read(file).matchAll(/(?:\bfrom |\bimport |\bimport\()'([^']+)'/g)].map((match) => match[1] ?? '');
  return named.map((name) => {
    if (name.startsWith('@/')) return name.slice(2);
    return name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : `package:${name}`;
  });
}
/** The code of a file without its comments and texts, for looking for words in it. */
const codeOf = (file: string) => read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'|`[^`]*`/gm, "''");

describe('the house keeps its layers', () => {
  it.each(layered)('%s imports only from its own layer and those below', (file) => {
    const project = importsOf(file).filter((name) => !name.startsWith('package:'));
    expect(project.filter((name) => !below[layerOf(file)]?.includes(layerOf(name)))).toEqual([]);
  });

  it('keeps the core pure, and the web framework out of services', () => {
    const core = files.filter((file) => layerOf(file) === 'core');
    const impure = /\b(await|async|fetch|process|window|document|setTimeout)\b|Date\.now\(|new Date\(\)|Math\.random/;
    expect(core.filter((file) => impure.test(codeOf(file)))).toEqual([]);
    const pure = /^package:(zod|node:crypto|date-fns|@date-fns\/tz|diff|fastest-levenshtein)$|^lib\//;
    expect(core.flatMap(importsOf).filter((name) => !pure.test(name))).toEqual([]);
    expect(services.flatMap(importsOf).filter((name) => /^package:(next|react)/.test(name))).toEqual([]);
  });

  it('makes every mutation with command(...), in app/_commands alone', () => {
    const commands = files.filter((file) => file.startsWith('app/_commands/'));
    const other = /^export (?!const \w+ = command\()/m;
    expect(commands.filter((file) => !read(file).startsWith("'use server'") || other.test(read(file)))).toEqual([]);
    expect(layered.filter((file) => /^\s*'use server'/m.test(read(file)) && !commands.includes(file))).toEqual([]);
  });

  it('asks every service who is asking, first', () => {
    const declarations = services.flatMap((file) => read(file).split(/^(?=export |async |function |const |type )/m));
    const entrances = declarations.filter((part) => part.startsWith('export') && /db\.(as|atDoor)\(/.test(part));
    expect(entrances.filter((part) => !/^export[^(]*\(\s*_?actor: /.test(part))).toEqual([]);
    expect(layered.filter((file) => /\bas (Actor|Visitor|Person|Public|System)\b/.test(codeOf(file)))).toEqual([
      'lib/auth.ts',
    ]);
  });

  it('reaches the database through db.as, and Prisma only where that is served', () => {
    const outside = layered.filter((file) => !/^lib\/(db\/|jobs\/|auth\.ts)/.test(file));
    const reach = (file: string, door: RegExp) => importsOf(file).some((name) => door.test(name));
    expect(outside.filter((file) => reach(file, /^(lib\/db\/client$|package:@prisma\/)/))).toEqual([]);
    expect(outside.filter((file) => !services.includes(file) && reach(file, /^lib\/db\/(db$|gen)/))).toEqual([]);
  });

  it('knows the few places where work is done before anybody is known, and keeps fixtures to the owner’s client', () => {
    const door = layered.filter((file) => file !== 'lib/db/db.ts' && codeOf(file).includes('db.atDoor('));
    expect(door).toEqual([
      'lib/auth.ts',
      ...[
        'change-password',
        'confirm-email-change',
        'confirm-second-factor',
        'offer-second-factor',
        'prove-again',
        'prove-code',
        'prove-password',
        'renew-recovery-codes',
        'request-email-change',
        'show-demonstration-code',
      ].map((name) => `lib/services/accounts/${name}.ts`),
      'lib/services/mail/stop-letters.ts',
      ...[
        'accept-invitation',
        'find-invitation',
        'list-demonstration-sign-ins',
        'request-reset',
        'reset-password',
        'sign-in',
        'sign-on',
        'throttle',
      ].map((name) => `lib/services/people/${name}.ts`),
    ]);
    const within = layered.filter((file) => codeOf(file).includes('db.pastDoor('));
    expect(within).toEqual(['lib/services/people/use-invitation.ts']);
    const past = files.filter((file) => file.startsWith('tests/') && importsOf(file).includes('lib/db/client'));
    const allowed = [
      'tests/integration/row-level-security-pool.test.ts',
      'tests/production/backup.test.ts',
      'tests/production/database-killed.test.ts',
      'tests/support/database.ts',
      'tests/support/noisy-uploads.ts',
    ];
    expect(
      past.filter((file) => !allowed.includes(file)),
      'import prisma from tests/support/owner.ts',
    ).toEqual([]);
  });

  it('visits other sites only in the job that checks links', () => {
    const server = layered.filter((file) => layerOf(file) !== 'components');
    expect(server.filter((file) => /\bfetch\(/.test(codeOf(file)))).toEqual([]);
    expect(server.filter((file) => /\bvisitLink\b/.test(codeOf(file)))).toEqual([
      'lib/links/visit.ts',
      'lib/services/evidence/check-link.ts',
    ]);
    const askers = server.filter((file) => importsOf(file).includes('lib/services/evidence/check-link'));
    expect(askers).toEqual(['lib/services/jobs/tasks.ts']);
  });

  it('makes sessions in one place', () => {
    expect(layered.filter((file) => codeOf(file).includes('session.create('))).toEqual(['lib/auth.ts']);
  });

  it.each([
    ['starts a program', /from 'node:child_process'/],
    ['evaluates text or sets markup from it', /\beval\(|\bnew Function\(|dangerouslySetInnerHTML|\.innerHTML\b/],
    ['draws chance from anything but the system', /Math\.random/],
    ['believes any certificate', /rejectUnauthorized|NODE_TLS_REJECT/],
    [
      'hashes or seals with anything weak',
      /create(Hash|Hmac)\('(?!sha256')|create(C|Dec)ipher(iv)?\((?!'aes-256-gcm')/,
    ],
  ])('nothing that serves people %s', (_what, found) => {
    expect(layered.filter((file) => found.test(read(file)))).toEqual([]);
  });

  it('keeps files short and named for what they hold', () => {
    expect(files.filter((file) => read(file).split('\n').length > 301)).toEqual([]);
    expect(files.filter((file) => /\/(utils?|helpers?|common|misc)[/.]|\/index\.tsx?$/.test(file))).toEqual([]);
  });
});
