-- DropIndex
DROP INDEX "assignments_application_id_reviewer_id_key";

-- AlterTable: a row for each category, where one row held several.
SELECT set_config('app.roles', 'system', true);
ALTER TABLE "assignments"
ADD COLUMN     "action_id" TEXT,
ADD COLUMN     "batch_id" UUID,
ADD COLUMN     "category" INTEGER;
INSERT INTO assignments (id, application_id, town_id, reviewer_id, categories, assigned_by_id, assigned_at, category)
  SELECT gen_random_uuid(), application_id, town_id, reviewer_id, '{}', assigned_by_id, assigned_at, unnest(categories[2:])
  FROM assignments;
UPDATE assignments SET category = categories[1] WHERE cardinality(categories) > 0;
ALTER TABLE "assignments" DROP COLUMN "categories";

-- CreateTable
CREATE TABLE "assignment_batches" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "summary" JSONB NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_by_id" UUID,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignment_batches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "category_reviewers" (
    "category" INTEGER NOT NULL,
    "reviewer_id" UUID NOT NULL,

    CONSTRAINT "category_reviewers_pkey" PRIMARY KEY ("category","reviewer_id")
);

-- CreateTable
CREATE TABLE "conflicts" (
    "id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "declared_by_id" UUID NOT NULL,
    "declared_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_by_id" UUID,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "conflicts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handovers" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "handovers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_readings" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "action_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "reader_id" UUID NOT NULL,
    "why" TEXT NOT NULL,
    "percent" INTEGER,
    "seed" TEXT,
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "given_at" TIMESTAMPTZ(3),
    "outcome" "RulingOutcome",
    "points" INTEGER,
    "items" TEXT[],
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "second_readings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submitted_steps" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "action_id" TEXT NOT NULL,
    "category" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "documented" INTEGER NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "ruled" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "submitted_steps_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "assignment_batches_made_at_idx" ON "assignment_batches"("made_at");

-- CreateIndex
CREATE INDEX "category_reviewers_reviewer_id_idx" ON "category_reviewers"("reviewer_id");

-- CreateIndex
CREATE INDEX "conflicts_reviewer_id_idx" ON "conflicts"("reviewer_id");

-- CreateIndex
CREATE INDEX "conflicts_town_id_idx" ON "conflicts"("town_id");

-- CreateIndex
CREATE INDEX "handovers_application_id_idx" ON "handovers"("application_id");

-- CreateIndex
CREATE INDEX "handovers_reviewer_id_idx" ON "handovers"("reviewer_id");

-- CreateIndex
CREATE INDEX "second_readings_application_id_idx" ON "second_readings"("application_id");

-- CreateIndex
CREATE INDEX "second_readings_reader_id_idx" ON "second_readings"("reader_id");

-- CreateIndex
CREATE UNIQUE INDEX "second_readings_submission_id_step_round_key" ON "second_readings"("submission_id", "step", "round");

-- CreateIndex
CREATE INDEX "submitted_steps_application_id_round_idx" ON "submitted_steps"("application_id", "round");

-- CreateIndex
CREATE UNIQUE INDEX "submitted_steps_submission_id_step_round_key" ON "submitted_steps"("submission_id", "step", "round");

-- CreateIndex
CREATE INDEX "assignments_batch_id_idx" ON "assignments"("batch_id");

-- CreateIndex
CREATE UNIQUE INDEX "assignments_application_id_reviewer_id_category_action_id_key" ON "assignments"("application_id", "reviewer_id", "category", "action_id") NULLS NOT DISTINCT;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "assignment_batches"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_batches" ADD CONSTRAINT "assignment_batches_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category_reviewers" ADD CONSTRAINT "category_reviewers_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_declared_by_id_fkey" FOREIGN KEY ("declared_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_readings" ADD CONSTRAINT "second_readings_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_readings" ADD CONSTRAINT "second_readings_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_readings" ADD CONSTRAINT "second_readings_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_readings" ADD CONSTRAINT "second_readings_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submitted_steps" ADD CONSTRAINT "submitted_steps_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submitted_steps" ADD CONSTRAINT "submitted_steps_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submitted_steps" ADD CONSTRAINT "submitted_steps_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- One open request to hand over, and one standing conflict, of a reviewer at a time.
CREATE UNIQUE INDEX "handovers_open_key" ON "handovers"("application_id", "reviewer_id") WHERE settled_at IS NULL;
CREATE UNIQUE INDEX "conflicts_standing_key" ON "conflicts"("reviewer_id", "town_id") WHERE lifted_at IS NULL;

-- What is under review now, from the snapshots it was submitted with.
INSERT INTO submitted_steps (id, application_id, town_id, submission_id, action_id, category, step, round, position, action,
  title, documented, submitted_at, ruled)
SELECT gen_random_uuid(), a.id, a.town_id, s.id, s.action_id, (act->>'category')::int, one->>'key', a.round,
  row_number() OVER (PARTITION BY a.id ORDER BY (act->>'category')::int, act_at, step_at),
  coalesce((SELECT concat_ws(' ', known->>'number', known->>'title') FROM jsonb_array_elements(r.content->'actions') known
    WHERE known->>'id' = s.action_id), act->>'label'),
  one->>'label', (one->>'documented')::int, n.taken_at,
  coalesce((SELECT g.outcome <> 'revise' OR g.round = a.round FROM rulings g
    WHERE g.submission_id = s.id AND g.step = one->>'key' ORDER BY g.at DESC, g.id DESC LIMIT 1), false)
FROM applications a
JOIN rulebooks r ON r.id = a.rulebook_id
JOIN snapshots n ON n.application_id = a.id AND n.kind = 'submitted' AND n.round = a.round
CROSS JOIN jsonb_array_elements(n.score->'actions') WITH ORDINALITY acts (act, act_at)
CROSS JOIN jsonb_array_elements(act->'steps') WITH ORDINALITY steps (one, step_at)
JOIN submissions s ON s.application_id = a.id AND s.action_id = act->>'action'
WHERE a.status IN ('submitted', 'in_review')
  AND (act->>'begun')::boolean AND NOT (act->>'leftOut')::boolean
  AND (one->>'begun')::boolean AND NOT (one->>'leftOut')::boolean;

-- Row-level security; see 20261125171000_row_level_security.

CREATE FUNCTION actor_conflicts() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT town_id FROM public.conflicts WHERE reviewer_id = public.actor_id() AND lifted_at IS NULL
$$;

-- What was given to a reviewer: to rule on, or to read a second time.
CREATE OR REPLACE FUNCTION actor_assigned() RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  roles text := current_setting('app.roles', true);
BEGIN
  PERFORM set_config('app.roles', 'nobody', true);
  RETURN QUERY SELECT application_id FROM public.assignments WHERE reviewer_id = public.actor_id()
    UNION SELECT application_id FROM public.second_readings WHERE reader_id = public.actor_id();
  PERFORM set_config('app.roles', roles, true);
END
$$;

CREATE OR REPLACE FUNCTION actor_reviews() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT id FROM public.applications
  WHERE id IN (SELECT public.actor_assigned()) AND status <> 'draft' AND NOT (status = 'withdrawn' AND round = 0)
    AND town_id <> ALL (public.actor_towns()) AND town_id NOT IN (SELECT public.actor_conflicts())
$$;

ALTER POLICY read ON applications USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer'))
    THEN status <> 'draft' AND NOT (status = 'withdrawn' AND round = 0)
      AND town_id <> ALL ((SELECT actor_towns())::uuid[]) AND id IN (SELECT actor_assigned())
      AND town_id NOT IN (SELECT actor_conflicts())
    ELSE false END
  OR CASE WHEN (SELECT actor_is('public')) THEN status = 'decided' AND id IN (SELECT published_applications())
    ELSE false END);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['assignment_batches', 'category_reviewers', 'conflicts', 'handovers', 'second_readings',
    'submitted_steps']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;

CREATE POLICY keep ON assignment_batches USING ((SELECT actor_sees_all()));
CREATE POLICY keep ON category_reviewers USING ((SELECT actor_sees_all()));

-- Nothing is ever given to somebody who belongs to the town or declared a conflict; who declares one lets go of what they have.
ALTER POLICY add ON assignments WITH CHECK ((SELECT actor_sees_all())
  AND NOT EXISTS (SELECT FROM memberships m WHERE m.user_id = reviewer_id AND m.town_id = assignments.town_id)
  AND NOT EXISTS (SELECT FROM conflicts c
    WHERE c.reviewer_id = assignments.reviewer_id AND c.town_id = assignments.town_id AND c.lifted_at IS NULL));
ALTER POLICY remove ON assignments USING ((SELECT actor_sees_all()) OR reviewer_id = (SELECT actor_id()));

CREATE POLICY read ON conflicts FOR SELECT USING (reviewer_id = (SELECT actor_id()) OR (SELECT actor_sees_all()));
CREATE POLICY add ON conflicts FOR INSERT WITH CHECK (declared_by_id = (SELECT actor_id())
  AND ((SELECT actor_sees_all()) OR (SELECT actor_is('reviewer')) AND reviewer_id = (SELECT actor_id())));
CREATE POLICY change ON conflicts FOR UPDATE USING ((SELECT actor_sees_all()));

CREATE POLICY read ON handovers FOR SELECT USING (reviewer_id = (SELECT actor_id()) OR (SELECT actor_sees_all()));
CREATE POLICY add ON handovers FOR INSERT WITH CHECK (
  CASE WHEN (SELECT actor_is('reviewer'))
    THEN reviewer_id = (SELECT actor_id()) AND application_id IN (SELECT actor_reviews()) ELSE false END);
CREATE POLICY change ON handovers FOR UPDATE
  USING (reviewer_id = (SELECT actor_id()) OR (SELECT actor_sees_all()));

CREATE POLICY read ON second_readings FOR SELECT USING (reader_id = (SELECT actor_id()) OR (SELECT actor_sees_all()));
CREATE POLICY add ON second_readings FOR INSERT WITH CHECK ((SELECT actor_sees_all())
  AND NOT EXISTS (SELECT FROM memberships m WHERE m.user_id = reader_id AND m.town_id = second_readings.town_id)
  AND NOT EXISTS (SELECT FROM conflicts c
    WHERE c.reviewer_id = second_readings.reader_id AND c.town_id = second_readings.town_id AND c.lifted_at IS NULL));
-- A reading is given once, by its reader; nobody changes one that was given.
CREATE POLICY change ON second_readings FOR UPDATE USING (
  CASE WHEN (SELECT actor_is('reviewer'))
    THEN reader_id = (SELECT actor_id()) AND given_at IS NULL AND application_id IN (SELECT actor_reviews()) ELSE false END)
  WITH CHECK (reader_id = (SELECT actor_id()));
CREATE POLICY remove ON second_readings FOR DELETE
  USING (given_at IS NULL AND ((SELECT actor_sees_all()) OR reader_id = (SELECT actor_id())));

-- Whoever reads a step a second time does not see how it was ruled before they have given their reading.
ALTER POLICY read ON rulings USING (
  (SELECT actor_sees_all()) OR sent_at IS NOT NULL AND town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN submission_id IN (SELECT actor_review_submissions())
    AND NOT EXISTS (SELECT FROM second_readings s WHERE s.reader_id = (SELECT actor_id()) AND s.given_at IS NULL
      AND s.submission_id = rulings.submission_id AND s.step = rulings.step AND s.round <= rulings.round)
    ELSE false END);

-- What was submitted is written by the contact who submits, and read by those who review: the town learns of rulings when they
-- are sent.
CREATE POLICY read ON submitted_steps FOR SELECT USING (
  (SELECT actor_sees_all())
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN application_id IN (SELECT actor_reviews()) ELSE false END);
CREATE POLICY add ON submitted_steps FOR INSERT
  WITH CHECK ((SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_contacts())::uuid[]));
CREATE POLICY change ON submitted_steps FOR UPDATE USING (
  (SELECT actor_sees_all())
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN application_id IN (SELECT actor_reviews()) ELSE false END);
