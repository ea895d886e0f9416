-- CreateTable
CREATE TABLE "kept_pages" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "town_id" UUID NOT NULL,
    "evidence_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_at" TIMESTAMPTZ(3),
    "address" TEXT,
    "title" TEXT,
    "text" TEXT,
    "hash" TEXT,

    CONSTRAINT "kept_pages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "kept_pages_evidence_id_idx" ON "kept_pages"("evidence_id");

-- CreateIndex
CREATE UNIQUE INDEX "kept_pages_application_id_round_evidence_id_key" ON "kept_pages"("application_id", "round", "evidence_id");

-- AddForeignKey
ALTER TABLE "kept_pages" ADD CONSTRAINT "kept_pages_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kept_pages" ADD CONSTRAINT "kept_pages_town_id_fkey" FOREIGN KEY ("town_id") REFERENCES "towns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kept_pages" ADD CONSTRAINT "kept_pages_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Written by the link checker alone; read with the application.
ALTER TABLE kept_pages ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON kept_pages FOR SELECT USING (
  (SELECT actor_sees_all()) OR town_id = ANY ((SELECT actor_towns())::uuid[])
  OR CASE WHEN (SELECT actor_is('reviewer')) THEN application_id IN (SELECT actor_reviews()) ELSE false END);
CREATE POLICY add ON kept_pages FOR INSERT WITH CHECK ((SELECT actor_is('system')));
CREATE POLICY change ON kept_pages FOR UPDATE USING ((SELECT actor_is('system')));
