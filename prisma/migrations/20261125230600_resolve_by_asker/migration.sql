-- Of the town, only whoever asked something settles it.
ALTER POLICY change ON comments USING (
  audience = 'shared' AND author_id = (SELECT actor_id()) AND town_id = ANY ((SELECT actor_edits())::uuid[])
  OR town_id <> ALL ((SELECT actor_towns())::uuid[]) AND ((SELECT actor_sees_all())
    OR CASE WHEN (SELECT actor_is('reviewer')) THEN submission_id IN (SELECT actor_review_submissions()) ELSE false END));
