-- DropIndex
DROP INDEX "Payment_connectionId_orderNumber_idx";

-- CreateIndex
CREATE INDEX "Attempt_orderNumber_idx" ON "Attempt"("orderNumber");

-- CreateIndex
CREATE INDEX "Attempt_mdOrder_idx" ON "Attempt"("mdOrder");

-- CreateIndex
CREATE INDEX "Payment_connectionId_orderNumber_idx" ON "Payment"("connectionId", "orderNumber" text_pattern_ops);
