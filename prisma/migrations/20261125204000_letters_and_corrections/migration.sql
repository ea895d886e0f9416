-- CreateEnum
CREATE TYPE "CorrectionKind" AS ENUM ('corrected', 'revoked');

-- DropIndex
DROP INDEX "certifications_application_id_key";

-- AlterTable
ALTER TABLE "certifications" ADD COLUMN     "ended_as" "CorrectionKind",
ADD COLUMN     "ended_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "credits" ADD COLUMN     "ended_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "decision_letters" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "paragraphs" TEXT[],
    "sent_by_id" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_letters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "corrections" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,
    "kind" "CorrectionKind" NOT NULL,
    "level" "LevelName",
    "reason" TEXT NOT NULL,
    "from_level" "LevelName",
    "proposed_by_id" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_by_id" UUID,
    "settled_at" TIMESTAMPTZ(3),
    "confirmed" BOOLEAN,

    CONSTRAINT "corrections_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "decision_letters_application_id_idx" ON "decision_letters"("application_id");

-- CreateIndex
CREATE INDEX "corrections_application_id_idx" ON "corrections"("application_id");

-- AddForeignKey
ALTER TABLE "decision_letters" ADD CONSTRAINT "decision_letters_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_letters" ADD CONSTRAINT "decision_letters_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_letters" ADD CONSTRAINT "decision_letters_sent_by_id_fkey" FOREIGN KEY ("sent_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_proposed_by_id_fkey" FOREIGN KEY ("proposed_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_settled_by_id_fkey" FOREIGN KEY ("settled_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;


-- An application has one certification in force, and one correction waits at a time.
CREATE UNIQUE INDEX "certifications_in_force" ON "certifications"("application_id") WHERE "ended_at" IS NULL;
CREATE UNIQUE INDEX "corrections_open" ON "corrections"("application_id") WHERE "settled_at" IS NULL;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['decision_letters', 'corrections']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;

-- Letters are the town's to read, proposals the program's; what came of them stands in the letters.
CREATE POLICY read ON decision_letters FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[]));
CREATE POLICY add ON decision_letters FOR INSERT WITH CHECK ((SELECT actor_sees_all()));

CREATE POLICY read ON corrections FOR SELECT USING ((SELECT actor_sees_all()));
CREATE POLICY add ON corrections FOR INSERT WITH CHECK ((SELECT actor_sees_all()));
CREATE POLICY change ON corrections FOR UPDATE USING ((SELECT actor_sees_all()))
  WITH CHECK ((SELECT actor_sees_all()) AND (settled_by_id IS DISTINCT FROM proposed_by_id OR confirmed IS NOT TRUE));

CREATE POLICY change ON certifications FOR UPDATE USING ((SELECT actor_sees_all()));
CREATE POLICY change ON credits FOR UPDATE USING ((SELECT actor_sees_all()));

CREATE OR REPLACE FUNCTION published_applications() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT application_id FROM public.certifications WHERE application_id IS NOT NULL AND ended_at IS NULL
$$;
