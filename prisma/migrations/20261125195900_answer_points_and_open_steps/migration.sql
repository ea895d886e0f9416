-- CreateEnum
CREATE TYPE "OpeningKind" AS ENUM ('reopening', 'clarification');

-- DropIndex
DROP INDEX "snapshots_application_id_kind_round_key";

-- AlterTable
ALTER TABLE "snapshots" ADD COLUMN     "sequence" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "point_answers" (
    "ruling_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "town_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "answered_by_id" UUID NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "point_answers_pkey" PRIMARY KEY ("ruling_id","number")
);

-- CreateTable
CREATE TABLE "step_openings" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "kind" "OpeningKind" NOT NULL,
    "reason" TEXT NOT NULL,
    "opened_by_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "deadline" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "before" JSONB,
    "unsent" JSONB,

    CONSTRAINT "step_openings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "step_openings_submission_id_idx" ON "step_openings"("submission_id");

-- CreateIndex
CREATE UNIQUE INDEX "snapshots_application_id_kind_round_sequence_key" ON "snapshots"("application_id", "kind", "round", "sequence");

-- AddForeignKey
ALTER TABLE "point_answers" ADD CONSTRAINT "point_answers_ruling_id_fkey" FOREIGN KEY ("ruling_id") REFERENCES "rulings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "point_answers" ADD CONSTRAINT "point_answers_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "point_answers" ADD CONSTRAINT "point_answers_answered_by_id_fkey" FOREIGN KEY ("answered_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_openings" ADD CONSTRAINT "step_openings_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_openings" ADD CONSTRAINT "step_openings_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_openings" ADD CONSTRAINT "step_openings_opened_by_id_fkey" FOREIGN KEY ("opened_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- One clarification of a step at a time.
CREATE UNIQUE INDEX "step_openings_open" ON "step_openings"("submission_id", "step")
  WHERE "kind" = 'clarification' AND "sent_at" IS NULL AND "closed_at" IS NULL;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['point_answers', 'step_openings']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;

CREATE POLICY read ON point_answers FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer'))
    THEN ruling_id IN (SELECT id FROM rulings WHERE submission_id IN (SELECT actor_review_submissions())) ELSE false END);
CREATE POLICY add ON point_answers FOR INSERT
  WITH CHECK ((SELECT actor_is('system')) OR town_id = ANY ((SELECT actor_edits())::uuid[]));
CREATE POLICY change ON point_answers FOR UPDATE
  USING ((SELECT actor_is('system')) OR town_id = ANY ((SELECT actor_edits())::uuid[]));

CREATE POLICY read ON step_openings FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN submission_id IN (SELECT actor_review_submissions()) ELSE false END);
CREATE POLICY add ON step_openings FOR INSERT WITH CHECK ((SELECT actor_sees_all()));
CREATE POLICY change ON step_openings FOR UPDATE
  USING ((SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_contacts())::uuid[]));

-- For a clarification a town's people write the answers of that submission, and a coordinator who closes one puts them back.
CREATE FUNCTION clarifying_submission(submission uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM public.step_openings WHERE submission_id = submission
    AND kind = 'clarification' AND sent_at IS NULL AND closed_at IS NULL)
$$;

ALTER POLICY change ON submissions WITH CHECK (CASE WHEN (SELECT actor_is('system')) THEN true
  WHEN town_id = ANY ((SELECT actor_edits())::uuid[]) THEN open_application(application_id) OR clarifying_submission(id)
  ELSE (SELECT actor_is('coordinator')) AND clarifying_submission(id) END);
ALTER POLICY add ON citations WITH CHECK (CASE WHEN (SELECT actor_is('system')) THEN true
  ELSE town_id = ANY ((SELECT actor_edits())::uuid[])
    AND (open_submission(submission_id) OR clarifying_submission(submission_id)) END);
ALTER POLICY change ON citations
  USING ((SELECT actor_is('system')) OR town_id = ANY ((SELECT actor_edits())::uuid[])
    OR CASE WHEN (SELECT actor_is('coordinator')) THEN clarifying_submission(submission_id) ELSE false END)
  WITH CHECK (CASE WHEN (SELECT actor_is('system')) THEN true
    WHEN town_id = ANY ((SELECT actor_edits())::uuid[])
      THEN open_submission(submission_id) OR clarifying_submission(submission_id)
    ELSE (SELECT actor_is('coordinator')) AND clarifying_submission(submission_id) END);
ALTER POLICY remove ON citations USING (CASE WHEN (SELECT actor_is('system')) THEN true
  ELSE town_id = ANY ((SELECT actor_edits())::uuid[])
    AND (open_submission(submission_id) OR clarifying_submission(submission_id)) END);
