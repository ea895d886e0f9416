-- What must not be read with a row has a table of its own: of invitations what proves their links, of a change to a decision
-- that it is considered or was not made. Ids of sessions, which stand in cookies, are read by their own people alone.

-- CreateTable
CREATE TABLE "invitation_tokens" (
    "invitation_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "invitation_tokens_pkey" PRIMARY KEY ("invitation_id")
);

-- CreateTable
CREATE TABLE "correction_notices" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "confirmed" BOOLEAN,

    CONSTRAINT "correction_notices_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitation_tokens_hash_key" ON "invitation_tokens"("hash");

-- CreateIndex
CREATE INDEX "correction_notices_application_id_idx" ON "correction_notices"("application_id");

-- AddForeignKey
ALTER TABLE "invitation_tokens" ADD CONSTRAINT "invitation_tokens_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction_notices" ADD CONSTRAINT "correction_notices_id_fkey" FOREIGN KEY ("id") REFERENCES "corrections"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction_notices" ADD CONSTRAINT "correction_notices_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction_notices" ADD CONSTRAINT "correction_notices_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


SELECT set_config('app.roles', 'system', true);
INSERT INTO "invitation_tokens" ("invitation_id", "hash") SELECT "id", "token_hash" FROM "invitations";
INSERT INTO "correction_notices" ("id", "application_id", "town_id", "proposed_at", "settled_at", "confirmed")
  SELECT "id", "application_id", "town_id", "proposed_at", "settled_at", "confirmed" FROM "corrections";

-- DropIndex
DROP INDEX "invitations_token_hash_key";

-- AlterTable
ALTER TABLE "invitations" DROP COLUMN "token_hash";

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['invitation_tokens', 'correction_notices']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;

-- Whoever invites leaves the hash there and does not see it again: the door compares it, and the portal writes the letter.
CREATE POLICY read ON invitation_tokens FOR SELECT USING ((SELECT actor_is('door')) OR (SELECT actor_is('system')));
CREATE POLICY add ON invitation_tokens FOR INSERT WITH CHECK ((SELECT actor_sees_all())
  OR EXISTS (SELECT FROM invitations i WHERE i.id = invitation_id AND i.town_id = ANY ((SELECT actor_contacts())::uuid[])));

-- Coordinators end the sessions of others without a sight of their ids.
ALTER POLICY own ON sessions
  USING (user_id = (SELECT actor_id()) OR (SELECT actor_is('door')) OR (SELECT actor_is('system')));
CREATE FUNCTION end_sessions_of(person uuid, ended_at timestamptz) RETURNS integer LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $$
DECLARE
  roles text := coalesce(current_setting('app.roles', true), '');
  ended integer := 0;
BEGIN
  IF actor_is('coordinator') THEN
    PERFORM set_config('app.roles', 'door', true);
    UPDATE sessions SET revoked_at = ended_at WHERE user_id = person AND revoked_at IS NULL;
    GET DIAGNOSTICS ended = ROW_COUNT;
    PERFORM set_config('app.roles', roles, true);
  END IF;
  RETURN ended;
END
$$;

-- A town reads a change of its decision once it is confirmed; before, and where it was turned down, the notice alone.
ALTER POLICY read ON corrections USING ((SELECT actor_sees_all()) OR confirmed AND town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer'))
    THEN application_id IN (SELECT a.application_id FROM appeals a
      WHERE a.reviewer_id = (SELECT actor_id()) AND a.withdrawn_at IS NULL) ELSE false END);
CREATE POLICY read ON correction_notices FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer'))
    THEN application_id IN (SELECT a.application_id FROM appeals a
      WHERE a.reviewer_id = (SELECT actor_id()) AND a.withdrawn_at IS NULL) ELSE false END);
CREATE POLICY add ON correction_notices FOR INSERT WITH CHECK ((SELECT actor_is('system')));
CREATE POLICY change ON correction_notices FOR UPDATE USING ((SELECT actor_is('system')));

-- Keeps the notice of a correction. Runs with its owner's rights, so that nobody else needs any to write one.
CREATE FUNCTION note_correction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  roles text := coalesce(current_setting('app.roles', true), '');
BEGIN
  PERFORM set_config('app.roles', 'system', true);
  INSERT INTO correction_notices VALUES (NEW.id, NEW.application_id, NEW.town_id, NEW.proposed_at, NEW.settled_at, NEW.confirmed)
    ON CONFLICT (id) DO UPDATE SET settled_at = EXCLUDED.settled_at, confirmed = EXCLUDED.confirmed;
  PERFORM set_config('app.roles', roles, true);
  RETURN NULL;
END
$$;
CREATE TRIGGER note_correction AFTER INSERT OR UPDATE ON corrections FOR EACH ROW EXECUTE FUNCTION note_correction();
