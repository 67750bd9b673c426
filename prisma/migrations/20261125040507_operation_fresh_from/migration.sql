-- AlterTable
ALTER TABLE "Operation" ADD COLUMN     "freshFromSeq" INTEGER;
