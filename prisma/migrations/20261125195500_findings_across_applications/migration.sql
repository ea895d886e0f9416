-- What a reviewer may know beyond the applications assigned to them: narrow answers to named questions, and no row. Each
-- function asks whether the actor reviews the application in hand, then looks at all rows for the length of one query.

CREATE FUNCTION actor_reviews_this(application uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (public.actor_sees_all()
      OR public.actor_is('reviewer') AND application IN (SELECT public.actor_reviews()))
    AND NOT EXISTS (SELECT FROM public.applications WHERE id = application AND town_id = ANY (public.actor_towns()))
$$;

-- Where the files and links an application cites were used in other applications of its town, with the ruling that stands.
CREATE FUNCTION evidence_uses(application uuid)
RETURNS TABLE (evidence_id uuid, title text, year int, action_id text, step text, outcome text) LANGUAGE plpgsql STABLE AS $$
DECLARE
  roles text := current_setting('app.roles', true);
BEGIN
  IF NOT public.actor_reviews_this(application) THEN
    RETURN;
  END IF;
  PERFORM set_config('app.roles', 'system', true);
  RETURN QUERY
    SELECT DISTINCT e.id, o.title, y.year, os.action_id, oc.step, r.outcome::text
    FROM public.submissions s
      JOIN public.citations c ON c.submission_id = s.id AND c.removed_at IS NULL
      JOIN public.evidence e ON e.id = c.evidence_id
      JOIN public.evidence o ON o.town_id = e.town_id AND (o.id = e.id OR o.sha256 = e.sha256
        OR rtrim(split_part(o.url, '#', 1), '/') = rtrim(split_part(e.url, '#', 1), '/'))
      JOIN public.citations oc ON oc.evidence_id = o.id AND oc.removed_at IS NULL
      JOIN public.submissions os ON os.id = oc.submission_id AND os.application_id <> s.application_id
      JOIN public.applications a ON a.id = os.application_id
      JOIN public.cycles y ON y.id = a.cycle_id
      JOIN LATERAL (SELECT x.outcome FROM public.rulings x
        WHERE x.submission_id = os.id AND x.step = oc.step AND x.sent_at IS NOT NULL
        ORDER BY x.at DESC, x.id DESC LIMIT 1) r ON true
    WHERE s.application_id = application
    ORDER BY 3 DESC, 4, 5, 1;
  PERFORM set_config('app.roles', roles, true);
END
$$;

-- Activities that the town's other applications claim.
CREATE FUNCTION claims_elsewhere(application uuid)
RETURNS TABLE (identity text, action_id text, year int) LANGUAGE plpgsql STABLE AS $$
DECLARE
  roles text := current_setting('app.roles', true);
BEGIN
  IF NOT public.actor_reviews_this(application) THEN
    RETURN;
  END IF;
  PERFORM set_config('app.roles', 'system', true);
  RETURN QUERY
    SELECT c.identity, c.action_id, y.year
    FROM public.applications own
      JOIN public.activity_claims c ON c.town_id = own.town_id AND c.application_id <> own.id
      JOIN public.applications a ON a.id = c.application_id
      JOIN public.cycles y ON y.id = a.cycle_id
    WHERE own.id = application
    ORDER BY 1;
  PERFORM set_config('app.roles', roles, true);
END
$$;
