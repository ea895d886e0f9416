-- CreateEnum
CREATE TYPE "ScanState" AS ENUM ('not_scanned', 'clean', 'infected', 'failed');

-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "missing_at" TIMESTAMPTZ(3),
ADD COLUMN     "scan" "ScanState" NOT NULL DEFAULT 'not_scanned',
ADD COLUMN     "scanned_at" TIMESTAMPTZ(3);

