-- CreateTable
CREATE TABLE "FormerAccess" (
    "id" UUID NOT NULL,
    "syncId" UUID NOT NULL,
    "environment" "Environment" NOT NULL,
    "login" TEXT NOT NULL,
    "sealedPassword" TEXT NOT NULL,
    "replacedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FormerAccess_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "FormerAccess_syncId_environment_login_key" ON "FormerAccess"("syncId", "environment", "login");

-- AddForeignKey
ALTER TABLE "FormerAccess" ADD CONSTRAINT "FormerAccess_syncId_fkey" FOREIGN KEY ("syncId") REFERENCES "Sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;
