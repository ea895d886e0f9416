-- Hashes of passwords leave the rows of people, which everybody who is signed in may read.

-- CreateTable
CREATE TABLE "passwords" (
    "user_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "passwords_pkey" PRIMARY KEY ("user_id")
);

-- AddForeignKey
ALTER TABLE "passwords" ADD CONSTRAINT "passwords_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is no hash opened nothing: people who only sign on from another site, or a demonstration that was cut off. When a
-- password was chosen was not kept: the account's own age is the earliest.
SELECT set_config('app.roles', 'system', true);
INSERT INTO "passwords" ("user_id", "hash", "set_at")
  SELECT "id", "password_hash", "created_at" FROM "users" WHERE "password_hash" LIKE '$argon2id$%';

-- A demonstration that was cut off while it was built, before anybody had a password, may be cleared away; nothing else.
-- Policies hold for the owner too: whom they hide must not look like nobody.
CREATE OR REPLACE FUNCTION keep_all_events() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  roles text := coalesce(current_setting('app.roles', true), '');
BEGIN
  PERFORM set_config('app.roles', 'door,system', true);
  IF EXISTS (SELECT FROM passwords) OR EXISTS (SELECT FROM users WHERE email NOT LIKE '%.example') THEN
    RAISE EXCEPTION 'the record is append-only: % of % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  PERFORM set_config('app.roles', roles, true);
  DELETE FROM event_chains;
  RETURN NULL;
END
$$;

-- AlterTable
ALTER TABLE "users" DROP COLUMN "password_hash";

-- Read and written where nobody is known yet (see 20261125171000_row_level_security), and nowhere else.
ALTER TABLE "passwords" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY door ON "passwords" USING ((SELECT actor_is('door')));
