import { describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/access/actor';
import { can, type Ability, type ApplicationStatus } from '@/lib/access/can';
import { publicActor, systemActor } from '@/lib/auth';
import type { Verdict } from '@/lib/verdict';

const statuses: ApplicationStatus[] = ['draft', 'submitted', 'in_review', 'returned', 'decided', 'withdrawn'];
const step = (status: ApplicationStatus) => ({
  townId: 'town',
  status,
  reviewers: [],
  category: 1,
  action: 'dark-skies',
});

const ask: { [A in Ability]: (actor: Actor, status: ApplicationStatus) => Verdict } = {
  'application.read': (actor, status) => can(actor, 'application.read', step(status)),
  'application.start': (actor) => can(actor, 'application.start', { townId: 'town' }),
  'application.edit': (actor, status) => can(actor, 'application.edit', step(status)),
  'answers.edit': (actor, status) => can(actor, 'answers.edit', { ...step(status), clarifying: true }),
  'clarification.send': (actor, status) => can(actor, 'clarification.send', step(status)),
  'step.open': (actor, status) => can(actor, 'step.open', step(status)),
  'application.submit': (actor, status) => can(actor, 'application.submit', step(status)),
  'application.withdraw': (actor, status) => can(actor, 'application.withdraw', step(status)),
  'evidence.read': (actor) => can(actor, 'evidence.read', { townId: 'town' }),
  'evidence.add': (actor) => can(actor, 'evidence.add', { townId: 'town' }),
  'link.read': (actor) => can(actor, 'link.read', { townId: 'town', reviewers: [] }),
  'link.check': (actor) => can(actor, 'link.check', { townId: 'town', reviewers: [] }),
  'people.read': (actor) => can(actor, 'people.read', { townId: 'town' }),
  'people.manage': (actor) => can(actor, 'people.manage', { townId: 'town' }),
  'review.rule': (actor, status) => can(actor, 'review.rule', step(status)),
  'review.send': (actor, status) => can(actor, 'review.send', step(status)),
  'comment.share': (actor, status) => can(actor, 'comment.share', step(status)),
  'comment.note': (actor, status) => can(actor, 'comment.note', step(status)),
  'comment.resolve': (actor, status) => can(actor, 'comment.resolve', { ...step(status), author: 'somebody' }),
  'templates.read': (actor) => can(actor, 'templates.read'),
  'templates.keep': (actor) => can(actor, 'templates.keep'),
  'application.assign': (actor) => can(actor, 'application.assign'),
  'review.hand-over': (actor, status) => can(actor, 'review.hand-over', step(status)),
  'review.read-again': (actor, status) => can(actor, 'review.read-again', step(status)),
  'application.decide': (actor) => can(actor, 'application.decide'),
  'decision.correct': (actor, status) => can(actor, 'decision.correct', step(status)),
  'appeal.file': (actor, status) => can(actor, 'appeal.file', step(status)),
  'appeal.read': (actor, status) => can(actor, 'appeal.read', { ...step(status), appealReviewer: null }),
  'appeal.assign': (actor) => can(actor, 'appeal.assign'),
  'appeal.rule': (actor, status) => can(actor, 'appeal.rule', { ...step(status), appealReviewer: null }),
  'letters.read': (actor) => can(actor, 'letters.read', { townId: 'town' }),
  'cycles.manage': (actor) => can(actor, 'cycles.manage'),
  'rulebooks.read': (actor) => can(actor, 'rulebooks.read'),
  'towns.manage': (actor) => can(actor, 'towns.manage'),
  'board.read': (actor) => can(actor, 'board.read'),
  'record.read': (actor) => can(actor, 'record.read'),
  'storage.keep': (actor) => can(actor, 'storage.keep'),
  'personal.read': (actor, status) => can(actor, 'personal.read', step(status)),
};

/** What the portal does by itself, and nobody can ask for. */
const own: readonly string[] = ['storage.keep'];

describe('who belongs to nothing may do nothing', () => {
  it.each(Object.entries(ask))(
    '%s is refused to the public and to the portal itself, but for its own work',
    (ability, verdictOf) => {
      for (const actor of [publicActor, systemActor])
        for (const status of statuses)
          expect(verdictOf(actor, status).ok).toBe(actor === systemActor && own.includes(ability));
    },
  );
});
