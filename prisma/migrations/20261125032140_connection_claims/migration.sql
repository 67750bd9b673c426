-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "registrationLease" TEXT,
ADD COLUMN     "registrationLeaseUntil" TIMESTAMPTZ(3),
ADD COLUMN     "registrationTries" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "ClaimToken" (
    "tokenHash" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ClaimToken_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateIndex
CREATE INDEX "ClaimToken_connectionId_idx" ON "ClaimToken"("connectionId");

-- AddForeignKey
ALTER TABLE "ClaimToken" ADD CONSTRAINT "ClaimToken_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
