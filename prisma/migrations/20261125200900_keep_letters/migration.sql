-- CreateEnum
CREATE TYPE "LetterWay" AS ENUM ('at_once', 'digest', 'portal');

-- AlterEnum
ALTER TYPE "MailOutcome" ADD VALUE 'kept';
ALTER TYPE "MailOutcome" ADD VALUE 'digest';

-- AlterTable
ALTER TABLE "mails" ADD COLUMN     "body" JSONB,
ADD COLUMN     "digest_id" UUID,
ADD COLUMN     "key" TEXT,
ADD COLUMN     "read_at" TIMESTAMPTZ(3),
ADD COLUMN     "subject" TEXT,
ADD COLUMN     "user_id" UUID;

-- CreateTable
CREATE TABLE "letter_choices" (
    "user_id" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "way" "LetterWay" NOT NULL,

    CONSTRAINT "letter_choices_pkey" PRIMARY KEY ("user_id","group")
);

-- CreateTable
CREATE TABLE "digest_days" (
    "day" DATE NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "digest_days_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "unreached_addresses" (
    "user_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "marked_by_id" UUID,

    CONSTRAINT "unreached_addresses_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "mails_key_key" ON "mails"("key");

-- CreateIndex
CREATE INDEX "mails_user_id_created_at_id_idx" ON "mails"("user_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter_choices" ADD CONSTRAINT "letter_choices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unreached_addresses" ADD CONSTRAINT "unreached_addresses_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unreached_addresses" ADD CONSTRAINT "unreached_addresses_marked_by_id_fkey" FOREIGN KEY ("marked_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- Letters: whoever changes something may put one on its way, as a kind and ids; what it says and to whom is the portal's to
-- write. The portal sends them, and the addressee alone reads what was sent and says that it was read.
DROP POLICY add ON "mails";
DROP POLICY read ON "mails";
DROP POLICY change ON "mails";
CREATE POLICY add ON "mails" FOR INSERT WITH CHECK ((SELECT actor_is('system'))
  OR ((SELECT actor_is('door')) OR (SELECT actor_is('person')))
    AND user_id IS NULL AND subject IS NULL AND body IS NULL AND outcome IS NULL AND key IS NULL);
CREATE POLICY read ON "mails" FOR SELECT USING ((SELECT actor_is('system')) OR user_id = (SELECT actor_id()));
CREATE POLICY change ON "mails" FOR UPDATE USING ((SELECT actor_is('system')) OR user_id = (SELECT actor_id()));

-- One's own choices; the portal obeys them, and a link in a letter changes them where nobody is known.
ALTER TABLE "letter_choices" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON "letter_choices"
  USING (user_id = (SELECT actor_id()) OR (SELECT actor_is('system')) OR (SELECT actor_is('door')));

ALTER TABLE "digest_days" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY portal ON "digest_days" USING ((SELECT actor_is('system')));

-- Whether letters reach a person is for them, for the contacts of their towns and for coordinators to know.
ALTER TABLE "unreached_addresses" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON "unreached_addresses" FOR SELECT USING (
  user_id = (SELECT actor_id()) OR (SELECT actor_sees_all())
  OR user_id IN (SELECT m.user_id FROM memberships m WHERE m.town_id = ANY ((SELECT actor_contacts())::uuid[])));
CREATE POLICY add ON "unreached_addresses" FOR INSERT WITH CHECK ((SELECT actor_sees_all()));
CREATE POLICY change ON "unreached_addresses" FOR UPDATE USING ((SELECT actor_sees_all()));
CREATE POLICY remove ON "unreached_addresses" FOR DELETE USING ((SELECT actor_sees_all()));
