-- AlterTable
ALTER TABLE "Payment" ADD COLUMN     "forgottenAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Payment_forgottenAt_createdAt_idx" ON "Payment"("forgottenAt", "createdAt");
