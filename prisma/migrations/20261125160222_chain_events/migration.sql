-- AlterTable
ALTER TABLE "events" ADD COLUMN     "chain" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
ADD COLUMN     "hash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "number" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "previous" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "event_chains" (
    "chain" UUID NOT NULL,
    "number" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "event_chains_pkey" PRIMARY KEY ("chain")
);

-- CreateTable
CREATE TABLE "audit_checks" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ok" BOOLEAN NOT NULL,
    "events" BIGINT NOT NULL,
    "finding" TEXT,

    CONSTRAINT "audit_checks_pkey" PRIMARY KEY ("id")
);

-- What an event's hash is over: one value a line, details last but one; none of the others can hold a line break.
-- lib/workflow/chain.ts computes the same, so that verifying does not trust this function.
CREATE FUNCTION event_digest(e events) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT encode(sha256(convert_to(concat_ws(E'\n', e.chain::text, e.number::text, e.id::text,
    (extract(epoch FROM e.at) * 1000)::bigint::text, (extract(epoch FROM e.recorded_at) * 1000)::bigint::text,
    coalesce(e.actor_id::text, ''), coalesce(e.town_id::text, ''), coalesce(e.application_id::text, ''),
    e.kind, e.details::text, e.previous), 'UTF8')), 'hex')
$$;

-- The events of before join their chains in the order they happened, as if the database had taken them in then.
DO $$
DECLARE
  e events;
  head event_chains;
BEGIN
  UPDATE events SET chain = coalesce(town_id, chain), recorded_at = at;
  FOR e IN SELECT * FROM events ORDER BY chain, at, id LOOP
    IF head.chain IS DISTINCT FROM e.chain THEN
      head := ROW(e.chain, 0, repeat('0', 64));
      INSERT INTO event_chains SELECT head.*;
    END IF;
    e.number := head.number + 1;
    e.previous := head.hash;
    e.hash := event_digest(e);
    UPDATE events SET number = e.number, previous = e.previous, hash = e.hash WHERE id = e.id;
    UPDATE event_chains SET number = e.number, hash = e.hash WHERE chain = e.chain;
    head.number := e.number;
    head.hash := e.hash;
  END LOOP;
END
$$;

-- CreateIndex
CREATE INDEX "audit_checks_kind_at_idx" ON "audit_checks"("kind", "at");

-- CreateIndex
CREATE INDEX "events_at_id_idx" ON "events"("at", "id");

-- CreateIndex
CREATE INDEX "events_actor_id_at_idx" ON "events"("actor_id", "at");

-- CreateIndex
CREATE INDEX "events_kind_at_idx" ON "events"("kind", "at");

-- CreateIndex
CREATE UNIQUE INDEX "events_chain_number_key" ON "events"("chain", "number");

ALTER TABLE events ADD CONSTRAINT events_kind_plain CHECK (kind ~ '^[a-z][a-z.-]*$');
ALTER TABLE event_chains SET (fillfactor = 50);

-- Links an event to its chain as it is inserted, whoever inserts it. The head's row is locked until the transaction ends:
-- towns do not wait for each other. Runs with its owner's rights, so that nobody else needs any on the heads.
CREATE FUNCTION chain_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head event_chains;
BEGIN
  NEW.chain := coalesce(NEW.town_id, '00000000-0000-0000-0000-000000000000');
  SELECT * INTO head FROM event_chains WHERE chain = NEW.chain FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO event_chains (chain, number, hash) VALUES (NEW.chain, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM event_chains WHERE chain = NEW.chain FOR UPDATE;
  END IF;
  NEW.number := head.number + 1;
  NEW.previous := head.hash;
  NEW.recorded_at := date_trunc('milliseconds', clock_timestamp());
  NEW.hash := event_digest(NEW);
  UPDATE event_chains SET number = NEW.number, hash = NEW.hash WHERE chain = NEW.chain;
  RETURN NEW;
END
$$;
CREATE TRIGGER chain_event BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION chain_event();

CREATE FUNCTION keep_events() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the record is append-only: % of % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER keep_events BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION keep_events();

-- A demonstration that was cut off while it was built, before anybody had a password, may be cleared away; nothing else.
CREATE FUNCTION keep_all_events() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM users WHERE password_hash <> '') THEN
    RAISE EXCEPTION 'the record is append-only: % of % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  DELETE FROM event_chains;
  RETURN NULL;
END
$$;
CREATE TRIGGER keep_all_events BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION keep_all_events();

-- Heads move only from within the two triggers above.
CREATE FUNCTION keep_heads() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'the record is append-only: % of % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE TRIGGER keep_heads BEFORE INSERT OR UPDATE OR DELETE ON event_chains FOR EACH ROW EXECUTE FUNCTION keep_heads();
CREATE TRIGGER keep_all_heads BEFORE TRUNCATE ON event_chains FOR EACH STATEMENT EXECUTE FUNCTION keep_events();
