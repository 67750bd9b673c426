-- AlterTable
ALTER TABLE "Attempt" ADD COLUMN     "refundWished" BOOLEAN NOT NULL DEFAULT false;
