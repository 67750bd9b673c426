-- CreateIndex
CREATE INDEX "Attempt_syncId_paidAt_idx" ON "Attempt"("syncId", "paidAt" DESC);
