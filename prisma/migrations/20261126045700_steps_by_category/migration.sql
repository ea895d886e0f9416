-- The first steps of a category are looked up application after application.

-- DropIndex
DROP INDEX "submitted_steps_application_id_round_idx";

-- CreateIndex
CREATE INDEX "submitted_steps_application_id_round_category_idx" ON "submitted_steps"("application_id", "round", "category");
