-- Whoever declares a conflict with a town lets go of its work in the same transaction, and says so in its record: the last thing
-- they write there.
ALTER POLICY add ON events WITH CHECK (
  (SELECT actor_is('system')) OR (SELECT actor_is('door'))
  OR actor_id = (SELECT actor_id()) AND ((SELECT actor_sees_all()) OR town_id IS NULL
    OR town_id = ANY ((SELECT actor_towns())::uuid[])
    OR CASE WHEN (SELECT actor_is('reviewer')) THEN application_id IN (SELECT actor_reviews())
      OR application_id IS NULL AND town_id IN (SELECT actor_review_towns())
      OR kind IN ('application.assigned', 'reading.withdrawn', 'appeal.given-back') AND town_id IN (SELECT actor_conflicts())
      ELSE false END));
