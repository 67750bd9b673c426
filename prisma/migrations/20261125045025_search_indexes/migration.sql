-- Compared by bytes, the existing index of order numbers also serves "begins with". Prisma's schema has no word for it.
ALTER TABLE "Payment" ALTER COLUMN "orderNumber" TYPE TEXT COLLATE "C";

-- CreateIndex
CREATE INDEX "Attempt_orderNumber_idx" ON "Attempt"("orderNumber");

-- CreateIndex
CREATE INDEX "Attempt_mdOrder_idx" ON "Attempt"("mdOrder");
