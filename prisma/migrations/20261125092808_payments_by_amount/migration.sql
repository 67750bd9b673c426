-- CreateIndex
CREATE INDEX "Payment_connectionId_amount_id_idx" ON "Payment"("connectionId", "amount" DESC, "id" DESC);
