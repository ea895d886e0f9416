import type { Entrance } from './matrix';

/*
 * Who gets in at each page and each route handler. The columns are the people of the domain; `ok` lets in, `404` is how
 * what is not yours does not exist, `in` leads to sign in (401 at a route), `no` refuses with a reason, `yet` says why not
 * yet or no longer, and `on` leads on to another page. A row holds for the application's states before its colon; `any` where none matters.
 */

const everybody = { any: 'ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok' };
//                 anon. other view. edit. cont. help. unas. assi. memb. coor. disa. ended
const ofTheTown = { any: 'in  404 ok  ok  ok  ok  404 404 ok  ok  in  in' };
const coordinates = { any: 'in  404 404 404 404 404 404 404 404 ok  in  in' };
const application = {
  draft: 'in  404 ok  ok  ok  ok  404 404 ok  ok  in  in',
  'submitted returned decided': 'in  404 ok  ok  ok  ok  404 ok  ok  ok  in  in',
};

/** Every page of the app folder. */
export const pages: Record<string, Entrance> = {
  '/': { at: () => '/', rows: everybody },
  '/accessibility': { at: () => '/accessibility', rows: everybody },
  '/actions': { at: () => '/actions', rows: everybody },
  '/actions/[id]': { at: () => '/actions/dark-skies', rows: everybody },
  '/help': { at: () => '/help', rows: everybody },
  '/how-it-works': { at: () => '/how-it-works', rows: everybody },
  '/join/[token]': { at: (_, { invitation }) => `/join/${invitation.token}`, rows: everybody },
  '/privacy': { at: () => '/privacy', rows: everybody },
  '/email/[token]': { at: () => '/email/a-token-nobody-was-given', rows: everybody },
  '/reset': { at: () => '/reset', rows: everybody },
  '/reset/[token]': { at: () => '/reset/a-token-nobody-was-given', rows: everybody },
  '/sign-in': { at: () => '/sign-in', rows: { any: 'ok  on  on  on  on  on  on  on  on  on  ok  ok  on' } },
  '/sign-in/code': {
    at: () => '/sign-in/code',
    rows: { any: 'in  on  on  on  on  on  on  on  on  on  in  in  ok' },
  },
  '/sign-in/set-up': {
    at: () => '/sign-in/set-up',
    rows: { any: 'in  ok  ok  ok  ok  ok  ok  ok  ok  ok  in  in  on' },
  },
  '/towns': { at: () => '/towns', rows: everybody },
  '/towns/[slug]': { at: () => '/towns/aldbrook', rows: everybody },

  // Says in words that the link is not one of the portal's; with a right one, see tests/e2e/letters.spec.ts.
  '/unsubscribe/[token]': { at: () => '/unsubscribe/a-token-nobody-was-given', rows: everybody },

  '/home': { at: () => '/home', rows: { any: 'in  ok  ok  ok  ok  ok  ok  ok  ok  ok  in  in' } },
  '/account': { at: () => '/account', rows: { any: 'in  ok  ok  ok  ok  ok  ok  ok  ok  ok  in  in' } },
  '/applications/new': {
    at: () => '/applications/new?town=aldbrook',
    rows: { any: 'in  404 ok  ok  ok  ok  404 404 ok  404 in  in' },
  },
  '/applications/[id]': { at: (s) => `/applications/${s.application}`, rows: application },
  '/applications/[id]/add': { at: (s) => `/applications/${s.application}/add`, rows: application },
  '/applications/[id]/check': { at: (s) => `/applications/${s.application}/check`, rows: application },
  '/applications/[id]/record': { at: (s) => `/applications/${s.application}/record`, rows: application },
  '/applications/[id]/receipt': {
    at: (s) => `/applications/${s.application}/receipt`,
    rows: {
      draft: 'in  404 404 404 404 404 404 404 404 404 in  in',
      'submitted returned decided': 'in  404 ok  ok  ok  ok  404 ok  ok  ok  in  in',
    },
  },
  '/applications/[id]/letters': {
    at: (s) => `/applications/${s.application}/letters`,
    rows: {
      'draft submitted returned': 'in  404 404 404 404 404 404 404 404 404 in  in',
      decided: 'in  404 ok  ok  ok  ok  404 404 ok  ok  in  in',
    },
  },
  '/appeals/[id]': {
    at: (s) => `/appeals/${s.appeal}`,
    rows: {
      'draft submitted returned': 'in  404 404 404 404 404 404 404 404 404 in  in',
      decided: 'in  404 ok  ok  ok  ok  404 404 ok  ok  in  in',
    },
  },
  '/applications/[id]/[action]': { at: (s) => `/applications/${s.application}/dark-skies?step=1`, rows: application },
  '/applications/[id]/[action]/check': {
    at: (s) => `/applications/${s.application}/dark-skies/check`,
    rows: application,
  },
  '/evidence': { at: () => '/evidence?town=aldbrook', rows: ofTheTown },
  '/letters': { at: () => '/letters', rows: { any: 'in  ok  ok  ok  ok  ok  ok  ok  ok  ok  in  in' } },
  '/letters/[id]': {
    at: (_, { letter }) => `/letters/${letter}`,
    rows: { any: 'in  404 404 404 ok  404 404 404 404 404 in  in' },
  },
  '/people': { at: () => '/people?town=aldbrook', rows: ofTheTown },
  '/people/[person]': { at: (_, { people }) => `/people/${people.editor.id}`, rows: coordinates },
  '/programs/assign': { at: () => '/programs/assign?preview=1', rows: coordinates },
  '/programs/reviewers': { at: () => '/programs/reviewers', rows: coordinates },
  '/programs/board': { at: () => '/programs/board', rows: coordinates },
  '/programs/cycles': { at: () => '/programs/cycles', rows: coordinates },
  '/programs/cycles/[id]': { at: (s) => `/programs/cycles/${s.cycle}`, rows: coordinates },
  '/programs/record': { at: () => '/programs/record', rows: coordinates },
  '/programs/rulebooks': { at: () => '/programs/rulebooks', rows: coordinates },
  '/programs/rulebooks/[id]': { at: (_, { world }) => `/programs/rulebooks/${world.rulebookId}`, rows: coordinates },
  '/programs/templates': { at: () => '/programs/templates', rows: coordinates },
  '/programs/towns': { at: () => '/programs/towns', rows: coordinates },
  '/programs/towns/[slug]': { at: () => '/programs/towns/aldbrook', rows: coordinates },
};

/** Every method of every route handler. */
export const routes: Record<string, Entrance> = {
  'GET /api/healthz': { at: () => '/api/healthz', rows: everybody },
  'GET /api/readyz': { at: () => '/api/readyz', rows: everybody },
  'GET /api/session': { at: () => '/api/session', rows: { any: 'in  ok  ok  ok  ok  ok  ok  ok  ok  ok  in  in' } },
  'POST /api/session': { at: () => '/api/session', rows: { any: 'in  ok  ok  ok  ok  ok  ok  ok  ok  ok  in  in' } },
  // No provider is configured here, so there is nothing; with one, see tests/e2e/sign-on.spec.ts.
  'GET /api/auth/[...nextauth]': {
    at: () => '/api/auth/signin/oidc',
    rows: { any: '404 404 404 404 404 404 404 404 404 404 404 404 404' },
  },
  'GET /api/evidence': { at: () => '/api/evidence?town=aldbrook', rows: ofTheTown },
  'GET /api/evidence/[id]': { at: (s) => `/api/evidence/${s.evidence}`, rows: application },
  'GET /api/export/[application]': { at: (s) => `/api/export/${s.application}`, rows: application },
  'GET /api/export/board': { at: () => '/api/export/board', rows: coordinates },
  'GET /api/export/record': { at: () => '/api/export/record', rows: coordinates },
  'GET /api/unsubscribe/[token]': {
    at: () => '/api/unsubscribe/a-token-nobody-was-given',
    rows: { any: 'on  on  on  on  on  on  on  on  on  on  on  on  on' },
  },
  'POST /api/unsubscribe/[token]': {
    at: () => '/api/unsubscribe/a-token-nobody-was-given',
    parts: () => ({ 'List-Unsubscribe': 'One-Click' }),
    rows: { any: '404 404 404 404 404 404 404 404 404 404 404 404 404' },
  },
  'PUT /api/answers/[submission]': {
    at: (s) => `/api/answers/${s.submission}`,
    json: () => ({ base: 0, changes: { '1.narrative': 'Typed again.' } }),
    rows: {
      draft: 'in  404 no  ok  ok  ok  404 404 no  no  in  in',
      returned: 'in  404 no  ok  ok  ok  404 no  no  no  in  in',
      'submitted decided': 'in  404 no  yet yet yet 404 no  no  no  in  in',
    },
  },
  'PUT /api/presence/[submission]': {
    at: (s) => `/api/presence/${s.submission}`,
    json: () => ({ step: '1' }),
    rows: {
      draft: 'in  404 no  ok  ok  ok  404 404 no  no  in  in',
      returned: 'in  404 no  ok  ok  ok  404 404 no  no  in  in',
      'submitted decided': 'in  404 no  yet yet yet 404 404 no  no  in  in',
    },
  },
  'POST /api/evidence': {
    at: () => '/api/evidence',
    parts: (_, { world }) => ({ town: world.aldbrook.id, title: 'A note', file: 'A note of the meeting.\n' }),
    rows: { any: 'in  404 no  ok  ok  ok  404 404 no  no  in  in' },
  },
};
