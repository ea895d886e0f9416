-- What a reviewer reads, found in one go: what does not change from row to row is asked for once.

CREATE OR REPLACE FUNCTION actor_reviews() RETURNS SETOF uuid LANGUAGE sql STABLE ROWS 200 AS $$
  SELECT id FROM public.applications
  WHERE id = ANY (ARRAY(SELECT public.actor_assigned())) AND status <> 'draft' AND NOT (status = 'withdrawn' AND round = 0)
    AND town_id <> ALL ((SELECT public.actor_towns())::uuid[]) AND town_id <> ALL (ARRAY(SELECT public.actor_conflicts()))
$$;
