-- AlterTable
ALTER TABLE "User" ADD COLUMN     "sealedTotp" TEXT,
ADD COLUMN     "totpOnAt" TIMESTAMPTZ(3),
ADD COLUMN     "totpStep" INTEGER;

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "codeHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("codeHash")
);

-- CreateIndex
CREATE INDEX "RecoveryCode_userId_idx" ON "RecoveryCode"("userId");

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

ALTER TABLE "User" ADD CONSTRAINT "User_totp_whole" CHECK ("totpOnAt" IS NULL OR "sealedTotp" IS NOT NULL);
