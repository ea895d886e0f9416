-- CreateEnum
CREATE TYPE "MailOutcome" AS ENUM ('sent', 'passed_on', 'refused', 'given_up', 'uncertain', 'nobody');

-- CreateTable
CREATE TABLE "mails" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "handed_at" TIMESTAMPTZ(3),
    "outcome" "MailOutcome",
    "ended_at" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_resets" (
    "id" UUID NOT NULL,
    "user_id" UUID,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "password_resets_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mails_ended_at_idx" ON "mails"("ended_at");

-- CreateIndex
CREATE UNIQUE INDEX "password_resets_token_hash_key" ON "password_resets"("token_hash");

-- CreateIndex
CREATE INDEX "password_resets_user_id_idx" ON "password_resets"("user_id");

-- CreateIndex
CREATE INDEX "password_resets_expires_at_idx" ON "password_resets"("expires_at");

-- AddForeignKey
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;


-- Letters: whoever changes something may put one on its way; only the portal itself, which sends them, looks at them.
ALTER TABLE "mails" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY add ON "mails" FOR INSERT WITH CHECK ((SELECT actor_is('system')) OR (SELECT actor_is('door')) OR (SELECT actor_is('person')));
CREATE POLICY read ON "mails" FOR SELECT USING ((SELECT actor_is('system')));
CREATE POLICY change ON "mails" FOR UPDATE USING ((SELECT actor_is('system')));

-- Links to new passwords are asked for and used before anybody is known; the portal reads them to send them.
ALTER TABLE "password_resets" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY door ON "password_resets" USING ((SELECT actor_is('door')));
CREATE POLICY read ON "password_resets" FOR SELECT USING ((SELECT actor_is('system')));
