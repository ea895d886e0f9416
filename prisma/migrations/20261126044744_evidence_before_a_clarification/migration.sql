-- A clarification knows the evidence that stood before it, as it knows the answers, instead of telling it by the clock.

-- AlterTable
ALTER TABLE "step_openings" ADD COLUMN     "cited_before" UUID[] DEFAULT ARRAY[]::UUID[];

SELECT set_config('app.roles', 'system', true);
UPDATE "step_openings" o SET "cited_before" = ARRAY(
  SELECT c."id" FROM "citations" c
  WHERE c."submission_id" = o."submission_id" AND c."step" = o."step" AND c."cited_at" < o."opened_at"
    AND (c."removed_at" IS NULL OR c."removed_at" >= o."opened_at"))
  WHERE o."kind" = 'clarification';
