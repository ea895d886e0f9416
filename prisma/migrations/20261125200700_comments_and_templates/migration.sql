-- CreateEnum
CREATE TYPE "Audience" AS ENUM ('shared', 'internal');

-- CreateTable
CREATE TABLE "comments" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "audience" "Audience" NOT NULL,
    "parent_id" UUID,
    "text" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "from_town" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by_id" UUID,

    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reason_templates" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "action_id" TEXT,
    "step" TEXT,
    "kept_by_id" UUID NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "reason_templates_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "comments_submission_id_at_idx" ON "comments"("submission_id", "at");

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_resolved_by_id_fkey" FOREIGN KEY ("resolved_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reason_templates" ADD CONSTRAINT "reason_templates_kept_by_id_fkey" FOREIGN KEY ("kept_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- A comment is read by the town and by whoever reviews it. An internal note is never read by anybody of the town, whatever
-- else they are.
ALTER TABLE comments ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON comments FOR SELECT USING (
  audience = 'shared' AND town_id = ANY ((SELECT actor_towns())::uuid[])
  OR town_id <> ALL ((SELECT actor_towns())::uuid[]) AND ((SELECT actor_sees_all())
    OR CASE WHEN (SELECT actor_is('reviewer')) THEN submission_id IN (SELECT actor_review_submissions()) ELSE false END));
CREATE POLICY add ON comments FOR INSERT WITH CHECK (
  author_id = (SELECT actor_id()) AND resolved_at IS NULL AND (
    audience = 'shared' AND from_town AND town_id = ANY ((SELECT actor_edits())::uuid[])
    OR NOT from_town AND town_id <> ALL ((SELECT actor_towns())::uuid[]) AND ((SELECT actor_sees_all())
      OR CASE WHEN (SELECT actor_is('reviewer')) THEN submission_id IN (SELECT actor_review_submissions()) ELSE false END)));
CREATE POLICY change ON comments FOR UPDATE USING (
  audience = 'shared' AND town_id = ANY ((SELECT actor_edits())::uuid[])
  OR town_id <> ALL ((SELECT actor_towns())::uuid[]) AND ((SELECT actor_sees_all())
    OR CASE WHEN (SELECT actor_is('reviewer')) THEN submission_id IN (SELECT actor_review_submissions()) ELSE false END));

ALTER TABLE reason_templates ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON reason_templates FOR SELECT USING ((SELECT actor_sees_all()) OR (SELECT actor_is('reviewer')));
CREATE POLICY add ON reason_templates FOR INSERT
  WITH CHECK ((SELECT actor_is('coordinator')) AND kept_by_id = (SELECT actor_id()));
CREATE POLICY change ON reason_templates FOR UPDATE USING ((SELECT actor_is('coordinator')));
