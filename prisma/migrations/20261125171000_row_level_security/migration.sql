-- Row-level security: the portal's role sees and writes no row that its actor may not, whatever a query forgot to ask.
-- lib/db/db.ts says who is asking at the start of each transaction; when nobody said so, there are no rows.
-- Policies hold for every role but a superuser, the owner of the tables included: a migration that changes rows first says
--   SELECT set_config('app.roles', 'system', true);
-- What a role may do to a table at all is in scripts/portal-grants.mjs.

-- Who is asking. A policy calls these in scalar subselects, so that each is evaluated once for a statement.

CREATE FUNCTION actor_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.actor', true), '')::uuid;

CREATE FUNCTION actor_known() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('app.roles', true), '') <> '';

CREATE FUNCTION actor_is(role text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(role = ANY (string_to_array(current_setting('app.roles', true), ',')), false);

-- Coordinators and the portal itself read every row.
CREATE FUNCTION actor_sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(string_to_array(current_setting('app.roles', true), ',') && ARRAY['coordinator', 'system'], false);

-- The towns the actor belongs to, those where they may change things, and those they are a contact of.
CREATE FUNCTION actor_towns() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(string_to_array(nullif(current_setting('app.towns', true), ''), ',')::uuid[], '{}');
CREATE FUNCTION actor_edits() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(string_to_array(nullif(current_setting('app.edits', true), ''), ',')::uuid[], '{}');
CREATE FUNCTION actor_contacts() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(string_to_array(nullif(current_setting('app.contacts', true), ''), ',')::uuid[], '{}');

-- What a reviewer is assigned to. It asks without the roles, by which the policy on assignments shows one's own rows and
-- does not call it again.
CREATE FUNCTION actor_assigned() RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  roles text := current_setting('app.roles', true);
BEGIN
  PERFORM set_config('app.roles', 'nobody', true);
  RETURN QUERY SELECT application_id FROM public.assignments WHERE reviewer_id = public.actor_id();
  PERFORM set_config('app.roles', roles, true);
END
$$;

-- The applications a reviewer reads: assigned, submitted, and not of a town they belong to; then what hangs on those.
CREATE FUNCTION actor_reviews() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT id FROM public.applications
  WHERE id IN (SELECT public.actor_assigned()) AND status <> 'draft' AND NOT (status = 'withdrawn' AND round = 0)
    AND town_id <> ALL (public.actor_towns())
$$;
CREATE FUNCTION actor_review_towns() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT town_id FROM public.applications WHERE id IN (SELECT public.actor_reviews())
$$;
CREATE FUNCTION actor_review_submissions() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT id FROM public.submissions WHERE application_id IN (SELECT public.actor_reviews())
$$;
CREATE FUNCTION actor_review_evidence() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT evidence_id FROM public.citations WHERE submission_id IN (SELECT public.actor_review_submissions())
$$;

-- The applications whose decision is published: those that brought a certification.
CREATE FUNCTION published_applications() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT application_id FROM public.certifications WHERE application_id IS NOT NULL
$$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['rulebooks', 'cycles', 'rounds', 'towns', 'registrations', 'designations', 'extensions',
    'users', 'memberships', 'invitations', 'sessions', 'sign_in_attempts', 'applications', 'submissions', 'evidence',
    'citations', 'snapshots', 'activity_claims', 'assignments', 'rulings', 'certifications', 'credits', 'link_checks', 'events']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;

-- The program: rulebooks and calendars are public; coordinators keep them.

CREATE POLICY read ON rulebooks FOR SELECT
  USING (CASE WHEN (SELECT actor_known()) THEN published_at IS NOT NULL OR (SELECT actor_sees_all()) ELSE false END);
CREATE POLICY add ON rulebooks FOR INSERT WITH CHECK ((SELECT actor_sees_all()));

CREATE POLICY read ON cycles FOR SELECT USING ((SELECT actor_known()));
CREATE POLICY add ON cycles FOR INSERT WITH CHECK ((SELECT actor_sees_all()));
CREATE POLICY change ON cycles FOR UPDATE USING ((SELECT actor_sees_all()));

CREATE POLICY read ON rounds FOR SELECT USING ((SELECT actor_known()));
CREATE POLICY add ON rounds FOR INSERT WITH CHECK ((SELECT actor_sees_all()));
CREATE POLICY change ON rounds FOR UPDATE USING ((SELECT actor_sees_all()));

-- Towns as everybody knows them: that they exist, are registered, certified and credited. A town's own people may lock its
-- row, which asks for the right to change it; changing it is refused all the same.

CREATE POLICY read ON towns FOR SELECT USING ((SELECT actor_known()));
CREATE POLICY add ON towns FOR INSERT WITH CHECK ((SELECT actor_is('system')));
CREATE POLICY change ON towns FOR UPDATE
  USING ((SELECT actor_sees_all()) OR id = ANY ((SELECT actor_edits())::uuid[]))
  WITH CHECK ((SELECT actor_sees_all()));

CREATE POLICY read ON registrations FOR SELECT USING ((SELECT actor_known()));
CREATE POLICY add ON registrations FOR INSERT WITH CHECK ((SELECT actor_sees_all()));
CREATE POLICY change ON registrations FOR UPDATE USING ((SELECT actor_sees_all()));

CREATE POLICY read ON certifications FOR SELECT USING ((SELECT actor_known()));
CREATE POLICY add ON certifications FOR INSERT WITH CHECK ((SELECT actor_sees_all()));

CREATE POLICY read ON credits FOR SELECT USING ((SELECT actor_known()));
CREATE POLICY add ON credits FOR INSERT WITH CHECK ((SELECT actor_sees_all()));

-- What the program records of a town; read by the town and by those who review it.

CREATE POLICY read ON designations FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN town_id IN (SELECT actor_review_towns()) ELSE false END);
CREATE POLICY add ON designations FOR INSERT WITH CHECK ((SELECT actor_sees_all()));
CREATE POLICY change ON designations FOR UPDATE USING ((SELECT actor_sees_all()));

CREATE POLICY read ON extensions FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN town_id IN (SELECT actor_review_towns()) ELSE false END);
CREATE POLICY add ON extensions FOR INSERT WITH CHECK ((SELECT actor_sees_all()));

-- People. Names stand beside what people did, in any town they ever worked for, so whoever is signed in reads them. `door`
-- is the work that has to be done before anybody is known: signing in and joining.

CREATE POLICY read ON users FOR SELECT
  USING ((SELECT actor_is('person')) OR (SELECT actor_is('door')) OR (SELECT actor_is('system')));
CREATE POLICY add ON users FOR INSERT WITH CHECK ((SELECT actor_is('door')) OR (SELECT actor_is('system')));
CREATE POLICY change ON users FOR UPDATE
  USING (id = (SELECT actor_id()) OR (SELECT actor_sees_all()) OR (SELECT actor_is('door')));

CREATE POLICY own ON sessions
  USING (user_id = (SELECT actor_id()) OR (SELECT actor_sees_all()) OR (SELECT actor_is('door')));

CREATE POLICY door ON sign_in_attempts USING ((SELECT actor_is('door')) OR (SELECT actor_is('system')));

CREATE POLICY read ON memberships FOR SELECT USING (
  user_id = (SELECT actor_id()) OR (SELECT actor_sees_all()) OR (SELECT actor_is('door'))
  OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN town_id IN (SELECT actor_review_towns()) ELSE false END);
-- At the door a role comes out of an invitation to it, and from nowhere else.
CREATE POLICY add ON memberships FOR INSERT WITH CHECK (
  (SELECT actor_sees_all())
  OR town_id = ANY ((SELECT actor_contacts())::uuid[]) AND role NOT IN ('reviewer', 'coordinator')
  OR (SELECT actor_is('door')) AND EXISTS (SELECT FROM invitations i
    WHERE i.used_at IS NOT NULL AND i.role = memberships.role AND i.town_id IS NOT DISTINCT FROM memberships.town_id));
CREATE POLICY change ON memberships FOR UPDATE
  USING ((SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_contacts())::uuid[]))
  WITH CHECK ((SELECT actor_sees_all())
    OR town_id = ANY ((SELECT actor_contacts())::uuid[]) AND role NOT IN ('reviewer', 'coordinator'));
CREATE POLICY remove ON memberships FOR DELETE
  USING ((SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_contacts())::uuid[]));

CREATE POLICY read ON invitations FOR SELECT USING (
  (SELECT actor_sees_all()) OR (SELECT actor_is('door')) OR town_id = ANY ((SELECT actor_towns())::uuid[]));
CREATE POLICY add ON invitations FOR INSERT WITH CHECK ((SELECT actor_sees_all())
  OR town_id = ANY ((SELECT actor_contacts())::uuid[]) AND role NOT IN ('reviewer', 'coordinator'));
CREATE POLICY change ON invitations FOR UPDATE
  USING ((SELECT actor_sees_all()) OR (SELECT actor_is('door')) OR town_id = ANY ((SELECT actor_contacts())::uuid[]));
CREATE POLICY remove ON invitations FOR DELETE
  USING ((SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_contacts())::uuid[]));

-- Applications. Everybody who reads one may lock its row; what a change leaves behind has to be theirs to write.

CREATE POLICY read ON applications FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer'))
    THEN status <> 'draft' AND NOT (status = 'withdrawn' AND round = 0)
      AND town_id <> ALL ((SELECT actor_towns())::uuid[]) AND id IN (SELECT actor_assigned())
    ELSE false END
  OR CASE WHEN (SELECT actor_is('public')) THEN status = 'decided' AND id IN (SELECT published_applications())
    ELSE false END);
CREATE POLICY add ON applications FOR INSERT WITH CHECK (
  (SELECT actor_is('system')) OR town_id = ANY ((SELECT actor_edits())::uuid[]) AND status = 'draft');
CREATE POLICY change ON applications FOR UPDATE
  USING ((SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
    OR CASE WHEN (SELECT actor_is('reviewer')) THEN id IN (SELECT actor_reviews()) ELSE false END)
  WITH CHECK ((SELECT actor_sees_all())
    OR status IN ('draft', 'returned') AND town_id = ANY ((SELECT actor_edits())::uuid[])
    OR status IN ('submitted', 'withdrawn') AND town_id = ANY ((SELECT actor_contacts())::uuid[])
    OR CASE WHEN (SELECT actor_is('reviewer'))
      THEN status IN ('submitted', 'in_review', 'returned') AND id IN (SELECT actor_reviews()) ELSE false END);

CREATE POLICY read ON submissions FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN application_id IN (SELECT actor_reviews()) ELSE false END);
CREATE POLICY add ON submissions FOR INSERT
  WITH CHECK ((SELECT actor_is('system')) OR town_id = ANY ((SELECT actor_edits())::uuid[]));
CREATE POLICY change ON submissions FOR UPDATE
  USING ((SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
    OR CASE WHEN (SELECT actor_is('reviewer')) THEN application_id IN (SELECT actor_reviews()) ELSE false END)
  WITH CHECK ((SELECT actor_is('system')) OR town_id = ANY ((SELECT actor_edits())::uuid[]));
CREATE POLICY remove ON submissions FOR DELETE
  USING ((SELECT actor_is('system')) OR town_id = ANY ((SELECT actor_edits())::uuid[]));

CREATE POLICY read ON evidence FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN id IN (SELECT actor_review_evidence()) ELSE false END);
CREATE POLICY add ON evidence FOR INSERT
  WITH CHECK ((SELECT actor_is('system')) OR town_id = ANY ((SELECT actor_edits())::uuid[]));
CREATE POLICY change ON evidence FOR UPDATE
  USING ((SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[]))
  WITH CHECK ((SELECT actor_is('system')) OR town_id = ANY ((SELECT actor_edits())::uuid[]));

-- Whoever reads a link may have it looked at again, but for viewers.
CREATE POLICY read ON link_checks FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN evidence_id IN (SELECT actor_review_evidence()) ELSE false END);
CREATE POLICY add ON link_checks FOR INSERT WITH CHECK (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_edits())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN evidence_id IN (SELECT actor_review_evidence()) ELSE false END);
CREATE POLICY change ON link_checks FOR UPDATE USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_edits())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN evidence_id IN (SELECT actor_review_evidence()) ELSE false END);

CREATE POLICY read ON citations FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN submission_id IN (SELECT actor_review_submissions()) ELSE false END);
CREATE POLICY add ON citations FOR INSERT
  WITH CHECK ((SELECT actor_is('system')) OR town_id = ANY ((SELECT actor_edits())::uuid[]));
CREATE POLICY change ON citations FOR UPDATE
  USING ((SELECT actor_is('system')) OR town_id = ANY ((SELECT actor_edits())::uuid[]));
CREATE POLICY remove ON citations FOR DELETE
  USING ((SELECT actor_is('system')) OR town_id = ANY ((SELECT actor_edits())::uuid[]));

CREATE POLICY read ON snapshots FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN application_id IN (SELECT actor_reviews()) ELSE false END
  OR CASE WHEN (SELECT actor_is('public'))
    THEN kind = 'decided' AND application_id IN (SELECT published_applications()) ELSE false END);
CREATE POLICY add ON snapshots FOR INSERT WITH CHECK ((SELECT actor_sees_all())
  OR kind = 'submitted' AND taken_by_id = (SELECT actor_id()) AND town_id = ANY ((SELECT actor_contacts())::uuid[]));

CREATE POLICY read ON activity_claims FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN application_id IN (SELECT actor_reviews()) ELSE false END);
CREATE POLICY add ON activity_claims FOR INSERT
  WITH CHECK ((SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_contacts())::uuid[]));
CREATE POLICY change ON activity_claims FOR UPDATE
  USING ((SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_contacts())::uuid[]));
CREATE POLICY remove ON activity_claims FOR DELETE
  USING ((SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_contacts())::uuid[]));

-- Reviews. A town reads rulings once they are sent.

CREATE POLICY read ON assignments FOR SELECT USING (
  reviewer_id = (SELECT actor_id()) OR (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN application_id IN (SELECT actor_assigned()) ELSE false END);
CREATE POLICY add ON assignments FOR INSERT WITH CHECK ((SELECT actor_sees_all()));
CREATE POLICY change ON assignments FOR UPDATE USING ((SELECT actor_sees_all()));
CREATE POLICY remove ON assignments FOR DELETE USING ((SELECT actor_sees_all()));

CREATE POLICY read ON rulings FOR SELECT USING (
  (SELECT actor_sees_all()) OR sent_at IS NOT NULL AND town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN submission_id IN (SELECT actor_review_submissions()) ELSE false END);
CREATE POLICY add ON rulings FOR INSERT WITH CHECK ((SELECT actor_is('system'))
  OR CASE WHEN (SELECT actor_is('reviewer'))
    THEN reviewer_id = (SELECT actor_id()) AND submission_id IN (SELECT actor_review_submissions()) ELSE false END);
CREATE POLICY change ON rulings FOR UPDATE USING ((SELECT actor_sees_all())
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN submission_id IN (SELECT actor_review_submissions()) ELSE false END);

-- The record. Everybody writes what they did themselves, in places that are open to them.

CREATE POLICY read ON events FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR actor_id = (SELECT actor_id()) AND town_id IS NULL
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN application_id IN (SELECT actor_reviews()) ELSE false END);
CREATE POLICY add ON events FOR INSERT WITH CHECK (
  (SELECT actor_is('system')) OR (SELECT actor_is('door'))
  OR actor_id = (SELECT actor_id()) AND ((SELECT actor_sees_all()) OR town_id IS NULL
    OR town_id = ANY ((SELECT actor_towns())::uuid[])
    OR CASE WHEN (SELECT actor_is('reviewer')) THEN application_id IN (SELECT actor_reviews())
      OR application_id IS NULL AND town_id IN (SELECT actor_review_towns()) ELSE false END));

-- The heads of its chains are moved by a trigger that works with the rights of their owner, so they are not forced.
ALTER TABLE event_chains ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON event_chains FOR SELECT USING ((SELECT actor_sees_all()));

ALTER TABLE audit_checks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON audit_checks FOR SELECT USING ((SELECT actor_sees_all()));
CREATE POLICY add ON audit_checks FOR INSERT WITH CHECK ((SELECT actor_is('system')));
