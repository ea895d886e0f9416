-- AlterTable
ALTER TABLE "mails" ADD COLUMN     "held_at" TIMESTAMPTZ(3);

