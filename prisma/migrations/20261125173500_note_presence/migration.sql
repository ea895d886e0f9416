-- CreateTable
CREATE TABLE "presences" (
    "submission_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presences_pkey" PRIMARY KEY ("submission_id","user_id")
);

-- AddForeignKey
ALTER TABLE "presences" ADD CONSTRAINT "presences_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presences" ADD CONSTRAINT "presences_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presences" ADD CONSTRAINT "presences_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Fleeting: it need not survive a crash, and costs no log.
ALTER TABLE "presences" SET UNLOGGED;

-- Members of a town see who of them is where; each says it of themselves, where they may change things.
ALTER TABLE presences ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON presences FOR SELECT
  USING ((SELECT actor_is('system')) OR town_id = ANY ((SELECT actor_towns())::uuid[]));
CREATE POLICY add ON presences FOR INSERT
  WITH CHECK (user_id = (SELECT actor_id()) AND town_id = ANY ((SELECT actor_edits())::uuid[]));
CREATE POLICY change ON presences FOR UPDATE USING (user_id = (SELECT actor_id()));
