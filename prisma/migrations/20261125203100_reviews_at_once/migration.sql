-- What a reviewer reads, found in one go: what does not change from row to row is asked for once.

CREATE OR REPLACE FUNCTION actor_reviews() RETURNS SETOF uuid LANGUAGE sql STABLE ROWS 200 AS $$
  SELECT id FROM public.applications
  WHERE id = ANY (ARRAY(SELECT public.actor_assigned())) AND status <> 'draft' AND NOT (status = 'withdrawn' AND round = 0)
    AND town_id <> ALL ((SELECT public.actor_towns())::uuid[]) AND town_id <> ALL (ARRAY(SELECT public.actor_conflicts()))
$$;

-- Whoever reads a step a second time sees none of its rulings before theirs is given, of earlier rounds neither.
ALTER POLICY read ON rulings USING (
  (SELECT actor_sees_all()) OR sent_at IS NOT NULL AND town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN submission_id IN (SELECT actor_review_submissions())
    AND NOT EXISTS (SELECT FROM second_readings s WHERE s.reader_id = (SELECT actor_id()) AND s.given_at IS NULL
      AND s.submission_id = rulings.submission_id AND s.step = rulings.step)
    ELSE false END);
