-- CreateEnum
CREATE TYPE "ReconciliationState" AS ENUM ('running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "ReconciliationVerdict" AS ENUM ('pending', 'agreed', 'different', 'not_judged');

-- CreateTable
CREATE TABLE "ReconciliationRun" (
    "id" UUID NOT NULL,
    "syncId" UUID NOT NULL,
    "fromDay" DATE NOT NULL,
    "toDay" DATE NOT NULL,
    "nightly" BOOLEAN NOT NULL DEFAULT false,
    "requestedBy" TEXT NOT NULL,
    "state" "ReconciliationState" NOT NULL DEFAULT 'running',
    "step" JSONB NOT NULL DEFAULT '{}',
    "bankOrders" INTEGER NOT NULL DEFAULT 0,
    "ownOrders" INTEGER NOT NULL DEFAULT 0,
    "foreignOrders" INTEGER NOT NULL DEFAULT 0,
    "agreed" INTEGER NOT NULL DEFAULT 0,
    "different" INTEGER NOT NULL DEFAULT 0,
    "notJudged" INTEGER NOT NULL DEFAULT 0,
    "crmNotJudged" INTEGER NOT NULL DEFAULT 0,
    "listRefused" TEXT,
    "crmError" TEXT,
    "error" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "leaseToken" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "nextStepAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReconciliationRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReconciliationItem" (
    "runId" UUID NOT NULL,
    "attemptId" UUID NOT NULL,
    "paymentId" UUID NOT NULL,
    "bank" "ReconciliationVerdict" NOT NULL,
    "crm" "ReconciliationVerdict",
    "seen" JSONB,

    CONSTRAINT "ReconciliationItem_pkey" PRIMARY KEY ("runId","attemptId")
);

-- CreateTable
CREATE TABLE "ReconciliationDifference" (
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "syncId" UUID NOT NULL,
    "paymentId" UUID,
    "attemptId" UUID,
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "orderNumber" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "values" JSONB NOT NULL,
    "lastRunId" UUID NOT NULL,
    "foundAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "repairedAt" TIMESTAMPTZ(3),
    "repairedBy" TEXT,
    "solvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReconciliationDifference_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReconciliationRun_syncId_fromDay_toDay_createdAt_idx" ON "ReconciliationRun"("syncId", "fromDay", "toDay", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "ReconciliationRun_nextStepAt_idx" ON "ReconciliationRun"("nextStepAt");

-- CreateIndex
CREATE INDEX "ReconciliationItem_runId_bank_idx" ON "ReconciliationItem"("runId", "bank");

-- CreateIndex
CREATE INDEX "ReconciliationItem_runId_crm_idx" ON "ReconciliationItem"("runId", "crm");

-- CreateIndex
CREATE INDEX "ReconciliationDifference_connectionId_solvedAt_id_idx" ON "ReconciliationDifference"("connectionId", "solvedAt", "id" DESC);

-- CreateIndex
CREATE INDEX "ReconciliationDifference_syncId_solvedAt_idx" ON "ReconciliationDifference"("syncId", "solvedAt");

-- CreateIndex
CREATE INDEX "ReconciliationDifference_lastRunId_idx" ON "ReconciliationDifference"("lastRunId");

-- CreateIndex
CREATE INDEX "Attempt_syncId_createdAt_idx" ON "Attempt"("syncId", "createdAt");

-- CreateIndex
CREATE INDEX "Payment_syncId_cancelRequestedAt_idx" ON "Payment"("syncId", "cancelRequestedAt");

-- CreateIndex
CREATE INDEX "Refund_createdAt_idx" ON "Refund"("createdAt");

-- AddForeignKey
ALTER TABLE "ReconciliationRun" ADD CONSTRAINT "ReconciliationRun_syncId_fkey" FOREIGN KEY ("syncId") REFERENCES "Sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReconciliationItem" ADD CONSTRAINT "ReconciliationItem_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ReconciliationRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReconciliationItem" ADD CONSTRAINT "ReconciliationItem_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReconciliationDifference" ADD CONSTRAINT "ReconciliationDifference_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReconciliationDifference" ADD CONSTRAINT "ReconciliationDifference_syncId_fkey" FOREIGN KEY ("syncId") REFERENCES "Sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReconciliationDifference" ADD CONSTRAINT "ReconciliationDifference_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema language cannot say.

ALTER TABLE "ReconciliationRun"
  ADD CONSTRAINT "ReconciliationRun_days_in_order" CHECK ("fromDay" <= "toDay" AND "toDay" - "fromDay" < 31),
  ADD CONSTRAINT "ReconciliationRun_counts_sane" CHECK (
    "bankOrders" >= 0 AND "ownOrders" >= 0 AND "foreignOrders" >= 0 AND "agreed" >= 0 AND "different" >= 0
    AND "notJudged" >= 0 AND "crmNotJudged" >= 0),
  ADD CONSTRAINT "ReconciliationRun_ends_whole" CHECK (("state" = 'running') = ("finishedAt" IS NULL)),
  ADD CONSTRAINT "ReconciliationRun_failed_says_why" CHECK ("state" <> 'failed' OR "error" IS NOT NULL);

-- One reconciliation of a sync at a time, and one nightly one per day.
CREATE UNIQUE INDEX "ReconciliationRun_one_running" ON "ReconciliationRun" ("syncId") WHERE "state" = 'running';
CREATE UNIQUE INDEX "ReconciliationRun_one_nightly" ON "ReconciliationRun" ("syncId", "toDay") WHERE "nightly";

-- A thing that differs in one way is one open difference, however many runs see it.
CREATE UNIQUE INDEX "ReconciliationDifference_one_open" ON "ReconciliationDifference" ("syncId", "subject", "kind")
  WHERE "solvedAt" IS NULL;
