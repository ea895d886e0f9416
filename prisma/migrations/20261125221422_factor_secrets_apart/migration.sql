-- What an authenticator app shares with the portal, and the hashes of recovery codes, leave what coordinators read.

-- CreateTable
CREATE TABLE "factor_secrets" (
    "user_id" UUID NOT NULL,
    "secret" TEXT,
    "offered" TEXT,
    "offered_to" UUID,

    CONSTRAINT "factor_secrets_pkey" PRIMARY KEY ("user_id")
);

-- AddForeignKey
ALTER TABLE "factor_secrets" ADD CONSTRAINT "factor_secrets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "second_factors"("user_id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT set_config('app.roles', 'system', true);
INSERT INTO "factor_secrets" ("user_id", "secret", "offered", "offered_to")
  SELECT "user_id", "secret", "offered", "offered_to" FROM "second_factors";

-- AlterTable
ALTER TABLE "second_factors" DROP COLUMN "offered",
DROP COLUMN "offered_to",
DROP COLUMN "secret";

-- Recovery codes go with the factor they stand in for: whoever takes that away needs no sight of them.
ALTER TABLE "recovery_codes" DROP CONSTRAINT "recovery_codes_user_id_fkey";
DELETE FROM "recovery_codes" r WHERE NOT EXISTS (SELECT FROM "second_factors" f WHERE f."user_id" = r."user_id");
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "second_factors"("user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written and compared where nobody is known yet (see 20261125171000_row_level_security); one's own codes are counted.
ALTER TABLE "factor_secrets" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY door ON "factor_secrets" USING ((SELECT actor_is('door')));
DROP POLICY own ON "recovery_codes";
CREATE POLICY door ON "recovery_codes" USING ((SELECT actor_is('door')));
CREATE POLICY own ON "recovery_codes" FOR SELECT USING (user_id = (SELECT actor_id()));
