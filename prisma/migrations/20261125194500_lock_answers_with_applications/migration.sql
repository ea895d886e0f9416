-- What a town sent in stays as it was sent until it is returned: its people write answers and citations only of applications
-- that are open to them. A row is still locked by whoever reads it; what a change leaves behind is judged here.

CREATE FUNCTION open_application(application uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM public.applications WHERE id = application AND status IN ('draft', 'returned'))
$$;
CREATE FUNCTION open_submission(submission uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM public.submissions s WHERE s.id = submission AND public.open_application(s.application_id))
$$;

ALTER POLICY add ON submissions WITH CHECK (CASE WHEN (SELECT actor_is('system')) THEN true
  ELSE town_id = ANY ((SELECT actor_edits())::uuid[]) AND open_application(application_id) END);
ALTER POLICY change ON submissions WITH CHECK (CASE WHEN (SELECT actor_is('system')) THEN true
  ELSE town_id = ANY ((SELECT actor_edits())::uuid[]) AND open_application(application_id) END);
ALTER POLICY remove ON submissions USING (CASE WHEN (SELECT actor_is('system')) THEN true
  ELSE town_id = ANY ((SELECT actor_edits())::uuid[]) AND open_application(application_id) END);

ALTER POLICY add ON citations WITH CHECK (CASE WHEN (SELECT actor_is('system')) THEN true
  ELSE town_id = ANY ((SELECT actor_edits())::uuid[]) AND open_submission(submission_id) END);
ALTER POLICY change ON citations WITH CHECK (CASE WHEN (SELECT actor_is('system')) THEN true
  ELSE town_id = ANY ((SELECT actor_edits())::uuid[]) AND open_submission(submission_id) END);
ALTER POLICY remove ON citations USING (CASE WHEN (SELECT actor_is('system')) THEN true
  ELSE town_id = ANY ((SELECT actor_edits())::uuid[]) AND open_submission(submission_id) END);
