-- DropIndex
DROP INDEX "Attempt_syncId_idx";

-- AlterTable
ALTER TABLE "Attempt" ADD COLUMN     "closeCheckAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Attempt_syncId_closeCheckAt_idx" ON "Attempt"("syncId", "closeCheckAt");
