import type { CommandEntrance } from './matrix';
import { appealCommands } from './matrix-appeals';
import { assignCommands } from './matrix-assign';
import { letterCommands } from './matrix-letters';
import { reviewCommands } from './matrix-reviews';

/*
 * Who may give each command, as its answer says: `ok` it is done; `yet` it is theirs to give, but not yet or no longer (a
 * round is open, nothing is ready), with the reason; `404`; `no` with a reason; `in` asks to sign in. Columns as in the
 * pages. `with` is the form that is posted: complete, so that nothing but the right and the state decide.
 */

//                       anon. other view. edit. cont. help. unas. assi. memb. coor. disa. ended
const editing = {
  draft: 'in  404 no  ok  ok  ok  404 404 no  no  in  in',
  returned: 'in  404 no  ok  ok  ok  404 no  no  no  in  in',
  'submitted decided': 'in  404 no  yet yet yet 404 no  no  no  in  in',
};
const citing = {
  draft: 'in  404 no  ok  ok  ok  404 404 no  no  in  in',
  returned: 'in  404 no  ok  ok  ok  404 no  no  no  in  in',
  'submitted decided': 'in  404 no  no  no  no  404 no  no  no  in  in',
};
const library = { any: 'in  404 no  ok  ok  ok  404 404 no  no  in  in' };
const people = { any: 'in  404 no  no  ok  no  404 404 no  ok  in  in' };
const coordinates = { any: 'in  no  no  no  no  no  no  no  no  ok  in  in' };
const coordinatesLater = { any: 'in  no  no  no  no  no  no  no  no  yet in  in' };
const sending = {
  draft: 'in  404 no  no  no  no  404 404 no  no  in  in',
  submitted: 'in  404 no  no  no  no  404 yet no  yet in  in',
  'returned decided': 'in  404 no  no  no  no  404 no  no  no  in  in',
};
const opening = {
  draft: 'in  404 no  no  no  no  404 404 no  yet in  in',
  'submitted returned decided': 'in  404 no  no  no  no  404 no  no  yet in  in',
};
const date = (name: string, year: string) => ({
  [`${name}.month`]: '6',
  [`${name}.day`]: '14',
  [`${name}.year`]: year,
});
const deadline = (year: string) => ({ ...date('deadline', year), time: '17:00' });

const own = { any: 'in  ok  ok  ok  ok  ok  ok  ok  ok  ok  in  in' };
const wrongCode = { any: 'in  no  no  no  no  no  no  no  no  no  in  in' };
const keepsPeople = { any: 'in  404 404 404 404 404 404 404 404 yet in  in' };

export const commands: Record<string, CommandEntrance> = {
  ...assignCommands,
  'account.proveSecondFactorCommand': {
    with: () => ({ code: '000000' }),
    rows: { any: 'in  in  in  in  in  in  in  in  in  in  in  in  no' },
  },
  'account.confirmSecondFactorCommand': {
    with: () => ({ code: '000000', currentCode: '000000' }),
    rows: { any: 'in  no  no  no  no  no  no  no  no  no  in  in  no' },
  },
  'account.dropSecondFactorCommand': { with: () => ({ code: '000000' }), rows: wrongCode },
  'account.renewRecoveryCodesCommand': { with: () => ({ code: '000000' }), rows: wrongCode },
  'account.changeNameCommand': { with: () => ({ name: 'Somebody Else' }), rows: own },
  'account.changePasswordCommand': {
    with: () => ({ currentPassword: 'not the password of anybody', password: 'a long and quiet sentence' }),
    rows: wrongCode,
  },
  'account.requestEmailChangeCommand': {
    with: () => ({ email: 'elsewhere@example.org', currentPassword: 'not the password of anybody', code: '000000' }),
    rows: wrongCode,
  },
  'account.confirmEmailChangeCommand': {
    with: () => ({ token: 'a-token-nobody-was-given' }),
    rows: { any: '404 404 404 404 404 404 404 404 404 404 404 404 404' },
  },
  'account.endSessionsCommand': {
    // Nobody's.
    with: () => ({ session: 'no-session-of-anybody' }),
    rows: { any: 'in  404 404 404 404 404 404 404 404 404 in  in' },
  },
  'account.disablePersonCommand': {
    // Closed already; the other two find nothing to do either.
    with: (_, { people: { disabled } }) => ({ person: disabled.id, reason: 'Left the town hall.' }),
    rows: keepsPeople,
  },
  'account.enablePersonCommand': {
    with: (_, { people: { editor } }) => ({ person: editor.id, reason: 'Came back.' }),
    rows: keepsPeople,
  },
  'account.resetSecondFactorCommand': {
    with: (_, { people: { editor } }) => ({ person: editor.id, reason: 'Lost the phone.' }),
    rows: keepsPeople,
  },

  'account.signPersonOutCommand': {
    // Signed in nowhere.
    with: (_, { people: { disabled } }) => ({ person: disabled.id, reason: 'Left a laptop behind.' }),
    rows: keepsPeople,
  },

  'applications.startApplicationCommand': {
    // In this cycle the town has an application already.
    with: (s, { world }) => ({ town: world.aldbrook.id, cycle: s.cycle, aim: 'bronze' }),
    rows: { any: 'in  404 no  yet yet yet 404 404 no  404 in  in' },
  },
  'applications.addActionCommand': {
    with: (s) => ({ application: s.application, action: 'dark-skies' }),
    rows: editing,
  },
  'applications.removeActionCommand': {
    // It has answers, and nobody confirmed that they go with it.
    with: (s) => ({ application: s.application, action: 'dark-skies' }),
    rows: {
      draft: 'in  404 no  yet yet yet 404 404 no  no  in  in',
      'submitted returned decided': 'in  404 no  yet yet yet 404 no  no  no  in  in',
    },
  },
  'applications.leaveOutCommand': {
    with: (s) => ({ application: s.application, action: 'dark-skies', leave: 'no' }),
    rows: editing,
  },
  'applications.setAimCommand': {
    with: (s) => ({ application: s.application, aim: 'bronze' }),
    rows: editing,
  },
  'applications.withdrawApplicationCommand': {
    with: (s) => ({ application: s.application, confirm: 'yes' }),
    rows: {
      draft: 'in  404 no  no  ok  no  404 404 no  no  in  in',
      'submitted returned': 'in  404 no  no  ok  no  404 no  no  no  in  in',
      decided: 'in  404 no  no  yet no  404 no  no  no  in  in',
    },
  },
  'applications.submitApplicationCommand': {
    with: (s) => ({ application: s.application, key: crypto.randomUUID() }),
    rows: {
      draft: 'in  404 no  no  ok  no  404 404 no  no  in  in',
      returned: 'in  404 no  no  ok  no  404 no  no  no  in  in',
      'submitted decided': 'in  404 no  no  yet no  404 no  no  no  in  in',
    },
  },
  'applications.sendClarificationCommand': {
    // None was asked for.
    with: (s) => ({ submission: s.submission, step: '1' }),
    rows: {
      draft: 'in  404 no  no  yet no  404 404 no  no  in  in',
      'submitted returned decided': 'in  404 no  no  yet no  404 no  no  no  in  in',
    },
  },
  'applications.answerPointsCommand': {
    with: (s) => ({ ruling: s.ruling, text: ['It is said now.'], place: ['Narrative'] }),
    rows: {
      draft: 'in  404 404 404 404 404 404 404 404 404 in  in',
      // Not sent to the town, so it does not exist for the town.
      submitted: 'in  404 404 404 404 404 404 404 404 404 in  in',
      returned: 'in  404 no  ok  ok  ok  404 no  no  no  in  in',
      decided: 'in  404 no  yet yet yet 404 no  no  no  in  in',
    },
  },
  'applications.saveFormCommand': {
    with: (s) => ({ submission: s.submission, base: '0', step: '1', '1.narrative': 'Typed again.' }),
    rows: editing,
  },

  'evidence.citeEvidence': {
    with: (s) => ({ submission: s.submission, step: '1', slot: 'support', evidence: s.evidence }),
    rows: citing,
  },
  'evidence.changePinpoint': { with: (s) => ({ citation: s.citation, pinpoint: 'page 2' }), rows: citing },
  'evidence.unciteEvidence': { with: (s) => ({ citation: s.citation }), rows: citing },
  'evidence.addLink': {
    with: (_, { world }) => ({ town: world.aldbrook.id, title: 'The town', url: 'https://example.org/town' }),
    rows: library,
  },
  'evidence.renameEvidence': { with: (s) => ({ evidence: s.evidence, title: 'Minutes' }), rows: library },
  'evidence.removeEvidence': {
    with: (s) => ({ evidence: s.evidence }),
    rows: { any: 'in  404 no  yet yet yet 404 404 no  no  in  in' },
  },
  'evidence.checkAgain': {
    with: (s) => ({ evidence: s.link }),
    rows: {
      draft: 'in  404 no  ok  ok  ok  404 404 no  ok  in  in',
      'submitted returned decided': 'in  404 no  ok  ok  ok  404 ok  no  ok  in  in',
    },
  },

  ...letterCommands,

  'people.signInCommand': {
    with: () => ({ email: `${crypto.randomUUID()}@example.org`, password: 'not the password of anybody' }),
    rows: { any: 'no  no  no  no  no  no  no  no  no  no  no  no' },
  },
  'people.signOutCommand': {
    with: () => ({}),
    spendsSession: true,
    rows: { any: 'ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok' },
  },
  'people.acceptInvitationCommand': {
    with: () => ({ token: 'a-token-nobody-was-given', name: 'Somebody', password: 'a long and quiet sentence' }),
    rows: { any: '404 404 404 404 404 404 404 404 404 404 404 404' },
  },
  'people.requestResetCommand': {
    with: () => ({ email: `${crypto.randomUUID()}@example.org` }),
    rows: { any: 'ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok' },
  },
  'people.resetPasswordCommand': {
    with: () => ({ token: 'a-token-nobody-was-given', password: 'a long and quiet sentence' }),
    rows: { any: '404 404 404 404 404 404 404 404 404 404 404 404 404' },
  },
  'people.invitePersonCommand': {
    with: () => ({ town: 'aldbrook', email: 'newer@example.org', role: 'viewer' }),
    rows: people,
  },
  'people.resendInvitationCommand': { with: (_, { invitation }) => ({ invitation: invitation.id }), rows: people },
  'people.revokeInvitationCommand': { with: (_, { invitation }) => ({ invitation: invitation.id }), rows: people },
  'people.changeRoleCommand': { with: (_, w) => ({ membership: w.membership, role: 'contact' }), rows: people },
  'people.removeMembershipCommand': {
    // The town's last contact stays.
    with: (_, w) => ({ membership: w.membership }),
    rows: { any: 'in  404 no  no  yet no  404 404 no  yet in  in' },
  },

  'programs.openCycleCommand': {
    with: (_, { world }) => ({ year: '2023', name: 'Again', rulebook: world.rulebookId, ...deadline('2024') }),
    rows: coordinatesLater,
  },
  'programs.saveRoundCommand': {
    with: (s) => ({ cycle: s.cycle, number: '2', reason: 'A storm.', ...deadline('2025') }),
    rows: coordinates,
  },
  'programs.extendDeadlineCommand': {
    with: (s, { world }) => ({
      cycle: s.cycle,
      number: '2',
      town: world.harrow.id,
      reason: 'A flood.',
      ...deadline('2026'),
    }),
    rows: coordinates,
  },
  'programs.setAppealTimeCommand': { with: (s) => ({ cycle: s.cycle, days: '30' }), rows: coordinates },
  'programs.closeCycleCommand': { with: (s) => ({ cycle: s.cycle }), rows: coordinatesLater },
  'programs.recordRegistrationCommand': {
    with: (_, { world }) => ({ town: world.aldbrook.id, teamSize: '5', ...date('resolution', '2023') }),
    rows: coordinates,
  },
  'programs.recordDesignationCommand': {
    with: (_, { world }) => ({ town: world.aldbrook.id, held: 'yes', note: 'The list of 2023.' }),
    rows: coordinates,
  },

  ...reviewCommands,
  ...appealCommands,
  'reviews.reopenStepCommand': {
    // Nothing is approved while it is under review, and what was decided stays.
    with: (s) => ({ submission: s.submission, step: '1', reason: 'Look again.' }),
    rows: opening,
  },
  'reviews.askClarificationCommand': {
    // A round is open, or the application is not with the reviewers.
    with: (s) => ({ submission: s.submission, step: '1', reason: 'Which lights?', ...deadline('2026') }),
    rows: opening,
  },
  'reviews.extendClarificationCommand': {
    with: (s) => ({ submission: s.submission, step: '1', ...deadline('2026') }),
    rows: opening,
  },
  'reviews.closeClarificationCommand': { with: (s) => ({ submission: s.submission, step: '1' }), rows: opening },
  'reviews.returnApplicationCommand': { with: (s) => ({ application: s.application }), rows: sending },
  'reviews.finishReviewCommand': { with: (s) => ({ application: s.application }), rows: sending },
  'reviews.decideCommand': {
    with: (s) => ({ application: s.application, level: 'none' }),
    rows: {
      draft: 'in  404 no  no  no  no  404 404 no  yet in  in',
      'submitted returned': 'in  404 no  no  no  no  404 no  no  yet in  in',
      // The same decision again.
      decided: 'in  404 no  no  no  no  404 no  no  ok  in  in',
    },
  },
};
