-- CreateEnum
CREATE TYPE "DrillKind" AS ENUM ('lost_notification', 'late_answer', 'crm_down', 'paid_twice', 'cabinet_refund');

-- CreateEnum
CREATE TYPE "DrillOutcome" AS ENUM ('coped', 'unfinished', 'failed');

-- CreateTable
CREATE TABLE "Drill" (
    "id" UUID NOT NULL,
    "syncId" UUID NOT NULL,
    "paymentId" UUID,
    "kind" "DrillKind" NOT NULL,
    "startedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "outcome" "DrillOutcome",

    CONSTRAINT "Drill_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Drill_syncId_kind_startedAt_idx" ON "Drill"("syncId", "kind", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "Drill_paymentId_idx" ON "Drill"("paymentId");

-- AddForeignKey
ALTER TABLE "Drill" ADD CONSTRAINT "Drill_syncId_fkey" FOREIGN KEY ("syncId") REFERENCES "Sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Drill" ADD CONSTRAINT "Drill_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema language cannot say.

ALTER TABLE "Drill"
  ADD CONSTRAINT "Drill_ends_after_start" CHECK ("until" > "startedAt" AND ("endedAt" IS NULL OR "endedAt" >= "startedAt")),
  ADD CONSTRAINT "Drill_ends_with_outcome" CHECK (("endedAt" IS NULL) = ("outcome" IS NULL));

-- One drill of a sync at a time: what one sets up must not spoil the other.
CREATE UNIQUE INDEX "Drill_one_running" ON "Drill" ("syncId") WHERE "endedAt" IS NULL;
