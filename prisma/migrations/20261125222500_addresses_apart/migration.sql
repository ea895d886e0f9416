-- The addresses people sign in with leave the rows of people, whose names everybody who is signed in may read.

-- CreateTable
CREATE TABLE "emails" (
    "user_id" UUID NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "emails_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "emails_address_key" ON "emails"("address");

-- AddForeignKey
ALTER TABLE "emails" ADD CONSTRAINT "emails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT set_config('app.roles', 'system', true);
INSERT INTO "emails" ("user_id", "address") SELECT "id", "email" FROM "users";

-- A demonstration that was cut off while it was built, before anybody had a password, may be cleared away; nothing else.
CREATE OR REPLACE FUNCTION keep_all_events() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  roles text := coalesce(current_setting('app.roles', true), '');
BEGIN
  PERFORM set_config('app.roles', 'door,system', true);
  IF EXISTS (SELECT FROM passwords) OR EXISTS (SELECT FROM emails WHERE address NOT LIKE '%.example') THEN
    RAISE EXCEPTION 'the record is append-only: % of % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  PERFORM set_config('app.roles', roles, true);
  DELETE FROM event_chains;
  RETURN NULL;
END
$$;

-- DropIndex
DROP INDEX "users_email_key";

-- AlterTable
ALTER TABLE "users" DROP COLUMN "email";

-- One's own, those of people of one's towns, and all for coordinators, the portal and the door; the door alone gives one or
-- changes it, and the portal where it makes the demonstration.
ALTER TABLE "emails" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON "emails" FOR SELECT USING (
  user_id = (SELECT actor_id()) OR (SELECT actor_sees_all()) OR (SELECT actor_is('door'))
  OR user_id IN (SELECT m.user_id FROM memberships m WHERE m.town_id = ANY ((SELECT actor_towns())::uuid[])));
CREATE POLICY add ON "emails" FOR INSERT WITH CHECK ((SELECT actor_is('door')) OR (SELECT actor_is('system')));
CREATE POLICY change ON "emails" FOR UPDATE USING ((SELECT actor_is('door')));
