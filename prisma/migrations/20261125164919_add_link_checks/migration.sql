-- CreateEnum
CREATE TYPE "LinkState" AS ENUM ('unchecked', 'alive', 'unsure', 'gone');

-- CreateTable
CREATE TABLE "link_checks" (
    "evidence_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,
    "state" "LinkState" NOT NULL DEFAULT 'unchecked',
    "reason" TEXT,
    "status" INTEGER,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "checked_at" TIMESTAMPTZ(3),
    "alive_at" TIMESTAMPTZ(3),
    "address" TEXT,
    "title" TEXT,
    "extract" TEXT,
    "hash" TEXT,

    CONSTRAINT "link_checks_pkey" PRIMARY KEY ("evidence_id")
);

-- CreateIndex
CREATE INDEX "link_checks_asked_at_idx" ON "link_checks"("asked_at");

-- AddForeignKey
ALTER TABLE "link_checks" ADD CONSTRAINT "link_checks_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_checks" ADD CONSTRAINT "link_checks_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
