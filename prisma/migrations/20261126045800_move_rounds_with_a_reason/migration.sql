-- AlterTable
ALTER TABLE "rounds" ADD COLUMN     "moved_because" TEXT,
ADD COLUMN     "moved_by_id" UUID;

-- AddForeignKey
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_moved_by_id_fkey" FOREIGN KEY ("moved_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
