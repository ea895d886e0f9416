const whole = 'select, insert, update, delete';

/**
 * What the portal's role may do to each table, and to which columns. A table that is not named here is closed to the
 * portal. Records stay as they were written: no right to change or delete them is given to anybody.
 */
export const portalGrants = {
  _prisma_migrations: 'select',
  rulebooks: 'select, insert',
  cycles: 'select, insert, update (closed)',
  rounds: 'select, insert, update (deadline, review_by)',
  // Whoever starts an application locks its town's row, which takes the right to change a column; the policies refuse it.
  towns: 'select, insert, update (public_contact)',
  registrations: 'select, insert, update (resolution_passed, team_size, recorded_by_id, recorded_at)',
  designations: 'select, insert, update (held, note, recorded_by_id, recorded_at)',
  extensions: 'select, insert',
  users: 'select, insert, update',
  passwords: 'select, insert, update (hash, set_at)',
  memberships: 'select, insert, update (role), delete',
  invitations: whole,
  sessions: 'select, insert, update',
  second_factors: whole,
  recovery_codes: 'select, insert, update (used_at), delete',
  identities: 'select, insert, update (used_at)',
  password_resets: 'select, insert, update (used_at), delete',
  mails: 'select, insert, update (tries, handed_at, held_at, outcome, ended_at, problem), delete',
  sign_in_attempts: 'select, insert, delete',
  applications: 'select, insert, update (aim, status, round, submitted_at, status_since, decided_at)',
  submissions: 'select, insert, update (left_out, cells, revisions, revision, updated_at, updated_by_id), delete',
  evidence: 'select, insert, update',
  link_checks: 'select, insert, update',
  citations: 'select, insert, update (pinpoint, removed_at), delete',
  snapshots: 'select, insert',
  activity_claims: whole,
  assignments: whole,
  assignment_batches: 'select, insert, update (undone_by_id, undone_at)',
  category_reviewers: 'select, insert, delete',
  conflicts: 'select, insert, update (lifted_by_id, lifted_at)',
  handovers: 'select, insert, update (settled_at)',
  second_readings: 'select, insert, update (given_at, outcome, points, items, reason), delete',
  submitted_steps: 'select, insert, update (ruled)',
  rulings: 'select, insert, update (sent_at)',
  certifications: 'select, insert',
  credits: 'select, insert',
  events: 'select, insert',
  event_chains: 'select',
  audit_checks: 'select, insert',
  presences: 'select, insert, update (step, seen_at)',
};
