-- AlterTable
ALTER TABLE "rulings" ADD COLUMN     "templates" UUID[],
ADD COLUMN     "unmet" TEXT[];


-- How the clauses of an application's steps were ruled for other towns, as counts: no town, no person, no day, no free text.
-- A ruling counts where it was sent, the last of each round, under any rulebook whose step has the same clause. A town that
-- the reader does not read themselves is counted only together with two others of that kind, and nothing is told of fewer
-- than three towns. `item` is a template's title or a requirement's key; of free text it is told only that there is some.
CREATE FUNCTION rulings_elsewhere(application uuid, action text)
RETURNS TABLE (action_id text, step text, towns int, first_year int, last_year int, kind text, ruling text, item text, times int)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  roles text := current_setting('app.roles', true);
  knows_all boolean := public.actor_sees_all();
  known uuid[];
BEGIN
  IF NOT public.actor_reviews_this(application) THEN
    RETURN;
  END IF;
  known := public.actor_towns() || ARRAY(SELECT public.actor_review_towns());
  PERFORM set_config('app.roles', 'system', true);
  RETURN QUERY
    WITH clauses AS MATERIALIZED (
      SELECT b.id AS rulebook_id, a->>'id' AS action_id, s->>'key' AS step, s->>'clause' AS clause
      FROM public.rulebooks b, jsonb_array_elements(b.content->'actions') a, jsonb_array_elements(a->'steps') s
      WHERE rulings_elsewhere.action IS NULL OR a->>'id' = rulings_elsewhere.action
    ), own AS (
      SELECT a.town_id, c.action_id, c.step, c.clause
      FROM public.applications a JOIN clauses c ON c.rulebook_id = a.rulebook_id
        JOIN public.submissions s ON s.application_id = a.id AND s.action_id = c.action_id
      WHERE a.id = rulings_elsewhere.application
    ), latest AS (
      SELECT DISTINCT ON (r.submission_id, r.step, r.round) c.action_id, c.step, a.town_id, y.year, r.templates, r.unmet,
        CASE WHEN r.outcome = 'approved' AND r.points <> f.documented THEN 'adjusted' ELSE replace(r.outcome::text, '_', '-') END
          AS ruling,
        knows_all OR a.town_id = ANY (known) AS known
      FROM own o
        JOIN clauses c ON c.action_id = o.action_id AND c.step = o.step AND c.clause = o.clause
        JOIN public.applications a ON a.rulebook_id = c.rulebook_id AND a.town_id <> o.town_id
        JOIN public.cycles y ON y.id = a.cycle_id
        JOIN public.submissions s ON s.application_id = a.id AND s.action_id = c.action_id
        JOIN public.rulings r ON r.submission_id = s.id AND r.step = c.step AND r.sent_at IS NOT NULL
        LEFT JOIN public.submitted_steps f ON f.submission_id = s.id AND f.step = r.step AND f.round = r.round
      ORDER BY r.submission_id, r.step, r.round, r.at DESC, r.id DESC
    ), hidden AS MATERIALIZED (
      SELECT action_id, step, count(DISTINCT town_id) AS towns FROM latest WHERE NOT known GROUP BY 1, 2
    ), counted AS (
      SELECT l.* FROM latest l LEFT JOIN hidden h USING (action_id, step) WHERE l.known OR h.towns >= 3
    ), told AS MATERIALIZED (
      SELECT action_id, step, count(DISTINCT town_id)::int AS towns, min(year) AS first_year, max(year) AS last_year
      FROM counted GROUP BY 1, 2 HAVING count(DISTINCT town_id) >= 3
    ), lines AS (
      SELECT action_id, step, 'ruling' AS kind, ruling, NULL AS item FROM counted
      UNION ALL
      SELECT c.action_id, c.step, 'template', c.ruling, t.title
      FROM counted c CROSS JOIN unnest(c.templates) u JOIN public.reason_templates t ON t.id = u
      WHERE c.ruling <> 'approved'
      UNION ALL
      SELECT c.action_id, c.step, 'unmet', c.ruling, u FROM counted c CROSS JOIN unnest(c.unmet) u WHERE c.ruling <> 'approved'
      UNION ALL
      SELECT action_id, step, 'own-words', ruling, NULL FROM counted
      WHERE ruling <> 'approved' AND cardinality(coalesce(templates, '{}')) + cardinality(coalesce(unmet, '{}')) = 0
    )
    SELECT t.action_id, t.step, t.towns, t.first_year, t.last_year, n.kind, n.ruling, n.item, n.times
    FROM told t
      JOIN (SELECT action_id, step, kind, ruling, item, count(*)::int AS times FROM lines GROUP BY 1, 2, 3, 4, 5) n
        USING (action_id, step)
    ORDER BY 1, 2, 6, 9 DESC, 8;
  PERFORM set_config('app.roles', roles, true);
END
$$;
