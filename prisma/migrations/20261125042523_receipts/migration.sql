-- CreateEnum
CREATE TYPE "ReceiptKind" AS ENUM ('sale', 'refund', 'close', 'correction');

-- CreateEnum
CREATE TYPE "ReceiptState" AS ENUM ('expected', 'sent', 'delivered', 'failed', 'missing');

-- AlterTable
ALTER TABLE "Operation" ADD COLUMN     "receipt" JSONB;

-- CreateTable
CREATE TABLE "Receipt" (
    "id" UUID NOT NULL,
    "paymentId" UUID NOT NULL,
    "attemptId" UUID NOT NULL,
    "kind" "ReceiptKind" NOT NULL,
    "state" "ReceiptState" NOT NULL DEFAULT 'expected',
    "amount" BIGINT NOT NULL,
    "lines" JSONB,
    "uuid" TEXT,
    "url" TEXT,
    "fiscal" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,
    "issuedAt" TIMESTAMPTZ(3),
    "checks" INTEGER NOT NULL DEFAULT 0,
    "nextCheckAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Receipt_paymentId_idx" ON "Receipt"("paymentId");

-- CreateIndex
CREATE INDEX "Receipt_nextCheckAt_idx" ON "Receipt"("nextCheckAt");

-- CreateIndex
CREATE UNIQUE INDEX "Receipt_attemptId_uuid_key" ON "Receipt"("attemptId", "uuid");

-- AddForeignKey
ALTER TABLE "Receipt" ADD CONSTRAINT "Receipt_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Receipt" ADD CONSTRAINT "Receipt_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Receipt" ADD CONSTRAINT "Receipt_amount_positive" CHECK ("amount" > 0);
