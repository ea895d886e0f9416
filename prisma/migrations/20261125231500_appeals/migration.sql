-- CreateEnum
CREATE TYPE "AppealOutcome" AS ENUM ('granted', 'upheld');

-- AlterTable
ALTER TABLE "corrections" ADD COLUMN     "appeal_id" UUID,
ADD COLUMN     "items" TEXT[],
ADD COLUMN     "outcome" "RulingOutcome",
ADD COLUMN     "points" INTEGER,
ADD COLUMN     "step" TEXT,
ADD COLUMN     "submission_id" UUID;

-- AlterTable
ALTER TABLE "cycles" ADD COLUMN     "appeal_days" INTEGER NOT NULL DEFAULT 30;

-- CreateTable
CREATE TABLE "appeals" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "filed_by_id" UUID NOT NULL,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,
    "reviewer_id" UUID,
    "assigned_at" TIMESTAMPTZ(3),
    "review_by" TIMESTAMPTZ(3),
    "outcome" "AppealOutcome",
    "because" TEXT NOT NULL DEFAULT '',
    "ruled_at" TIMESTAMPTZ(3),
    "ruling_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "appeals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appeal_evidence" (
    "appeal_id" UUID NOT NULL,
    "evidence_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,

    CONSTRAINT "appeal_evidence_pkey" PRIMARY KEY ("appeal_id","evidence_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "appeals_ruling_id_key" ON "appeals"("ruling_id");

-- CreateIndex
CREATE INDEX "appeals_application_id_idx" ON "appeals"("application_id");

-- CreateIndex
CREATE INDEX "appeals_reviewer_id_idx" ON "appeals"("reviewer_id");

-- CreateIndex
CREATE UNIQUE INDEX "appeals_submission_id_step_key" ON "appeals"("submission_id", "step");

-- CreateIndex
CREATE INDEX "appeal_evidence_evidence_id_idx" ON "appeal_evidence"("evidence_id");

-- CreateIndex
CREATE UNIQUE INDEX "corrections_appeal_id_key" ON "corrections"("appeal_id");

-- AddForeignKey
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeals"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_filed_by_id_fkey" FOREIGN KEY ("filed_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_ruling_id_fkey" FOREIGN KEY ("ruling_id") REFERENCES "rulings"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeal_evidence" ADD CONSTRAINT "appeal_evidence_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeal_evidence" ADD CONSTRAINT "appeal_evidence_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeal_evidence" ADD CONSTRAINT "appeal_evidence_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- One change of a decision waits at a time, and one that prepares what a step's points become names the whole ruling.
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_step_whole" CHECK (
  num_nulls(submission_id, step, outcome, points) IN (0, 4));

-- An appeal is filed by a contact, given by a coordinator, ruled on by whom it was given to, and changes no more after that.
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_ruled_whole" CHECK (
  num_nulls(outcome, ruled_at) IN (0, 2) AND (outcome IS NULL OR reviewer_id IS NOT NULL AND because <> '')
  AND (outcome IS NOT DISTINCT FROM 'granted') = (ruling_id IS NOT NULL)
  AND (withdrawn_at IS NULL OR outcome IS NULL));

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['appeals', 'appeal_evidence']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;

-- Whether somebody had a part in a step: they ruled on it, read it a second time, or were asked to.
CREATE FUNCTION had_part_in_step(person uuid, submission uuid, key text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM public.rulings WHERE reviewer_id = person AND submission_id = submission AND step = key)
    OR EXISTS (SELECT FROM public.second_readings WHERE reader_id = person AND submission_id = submission AND step = key)
$$;

CREATE POLICY read ON appeals FOR SELECT USING (
  reviewer_id = (SELECT actor_id()) OR (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN application_id IN (SELECT actor_reviews()) ELSE false END);
CREATE POLICY add ON appeals FOR INSERT WITH CHECK (
  town_id = ANY ((SELECT actor_contacts())::uuid[]) AND filed_by_id = (SELECT actor_id())
  AND reviewer_id IS NULL AND outcome IS NULL AND withdrawn_at IS NULL
  AND EXISTS (SELECT FROM applications a WHERE a.id = application_id AND a.town_id = appeals.town_id
    AND a.status = 'decided'));
-- Coordinators give it to somebody who had no part in it; whoever has it gives it back or rules on it; contacts withdraw it.
CREATE POLICY change ON appeals FOR UPDATE
  USING (outcome IS NULL AND withdrawn_at IS NULL AND (reviewer_id = (SELECT actor_id()) OR (SELECT actor_sees_all())
    OR town_id = ANY ((SELECT actor_contacts())::uuid[])))
  WITH CHECK (CASE
    WHEN outcome IS NOT NULL THEN reviewer_id = (SELECT actor_id()) AND (SELECT actor_is('reviewer'))
      AND town_id <> ALL ((SELECT actor_towns())::uuid[])
    WHEN withdrawn_at IS NOT NULL THEN town_id = ANY ((SELECT actor_contacts())::uuid[])
    WHEN reviewer_id IS NULL THEN true
    ELSE (SELECT actor_sees_all()) AND NOT had_part_in_step(reviewer_id, submission_id, step)
      AND NOT EXISTS (SELECT FROM memberships m WHERE m.user_id = reviewer_id AND m.town_id = appeals.town_id)
      AND NOT EXISTS (SELECT FROM conflicts c
        WHERE c.reviewer_id = appeals.reviewer_id AND c.town_id = appeals.town_id AND c.lifted_at IS NULL) END);

CREATE POLICY read ON appeal_evidence FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer'))
    THEN EXISTS (SELECT FROM appeals a WHERE a.id = appeal_id AND a.reviewer_id = (SELECT actor_id())
      AND a.withdrawn_at IS NULL AND a.application_id IN (SELECT actor_reviews())) ELSE false END);
CREATE POLICY add ON appeal_evidence FOR INSERT WITH CHECK (
  town_id = ANY ((SELECT actor_contacts())::uuid[])
  AND EXISTS (SELECT FROM appeals a WHERE a.id = appeal_id AND a.town_id = appeal_evidence.town_id
    AND a.filed_by_id = (SELECT actor_id()) AND a.reviewer_id IS NULL AND a.outcome IS NULL)
  AND EXISTS (SELECT FROM evidence e WHERE e.id = evidence_id AND e.town_id = appeal_evidence.town_id
    AND e.removed_at IS NULL));

-- What was given to a reviewer: to rule on, to read a second time, or an appeal.
CREATE OR REPLACE FUNCTION actor_assigned() RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  roles text := current_setting('app.roles', true);
BEGIN
  PERFORM set_config('app.roles', 'nobody', true);
  RETURN QUERY SELECT application_id FROM public.assignments WHERE reviewer_id = public.actor_id()
    UNION SELECT application_id FROM public.second_readings WHERE reader_id = public.actor_id()
    UNION SELECT application_id FROM public.appeals WHERE reviewer_id = public.actor_id() AND withdrawn_at IS NULL;
  PERFORM set_config('app.roles', roles, true);
END
$$;
CREATE OR REPLACE FUNCTION actor_review_evidence() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT evidence_id FROM public.citations WHERE submission_id IN (SELECT public.actor_review_submissions())
  UNION SELECT evidence_id FROM public.appeal_evidence
$$;

-- A granted appeal prepares a change of the decision, in the name of whoever ruled on it; they see whether one waits.
ALTER POLICY read ON corrections USING ((SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer'))
    THEN application_id IN (SELECT a.application_id FROM appeals a
      WHERE a.reviewer_id = (SELECT actor_id()) AND a.withdrawn_at IS NULL) ELSE false END);
ALTER POLICY add ON corrections WITH CHECK ((SELECT actor_sees_all())
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN kind = 'corrected' AND settled_at IS NULL
    AND proposed_by_id = (SELECT actor_id())
    AND EXISTS (SELECT FROM appeals a WHERE a.id = appeal_id AND a.application_id = corrections.application_id
      AND a.reviewer_id = (SELECT actor_id()) AND a.outcome = 'granted') ELSE false END);

-- A coordinator who confirms a correction of one step's points writes the ruling that another one proposed.
ALTER POLICY add ON rulings WITH CHECK ((SELECT actor_is('system'))
  OR CASE WHEN (SELECT actor_is('reviewer'))
    THEN reviewer_id = (SELECT actor_id()) AND submission_id IN (SELECT actor_review_submissions()) ELSE false END
  OR CASE WHEN (SELECT actor_is('coordinator')) THEN EXISTS (SELECT FROM corrections c
    WHERE c.submission_id = rulings.submission_id AND c.step = rulings.step AND c.settled_at IS NULL
      AND c.proposed_by_id = rulings.reviewer_id AND c.proposed_by_id <> (SELECT actor_id())) ELSE false END);
