-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'manager', 'viewer');

-- CreateEnum
CREATE TYPE "Environment" AS ENUM ('sandbox', 'test', 'production');

-- CreateEnum
CREATE TYPE "Confirmation" AS ENUM ('auto', 'manual');

-- CreateEnum
CREATE TYPE "PaymentStatus" AS ENUM ('pending', 'waitingForCapture', 'succeeded', 'canceled', 'refundSucceeded');

-- CreateEnum
CREATE TYPE "AttemptState" AS ENUM ('planned', 'registered', 'rejected', 'unknown');

-- CreateEnum
CREATE TYPE "OperationKind" AS ENUM ('register', 'deposit', 'reverse', 'refund', 'decline');

-- CreateEnum
CREATE TYPE "OperationState" AS ENUM ('planned', 'sent', 'succeeded', 'rejected', 'unknown');

-- CreateEnum
CREATE TYPE "RefundStatus" AS ENUM ('pending', 'succeeded', 'canceled');

-- CreateEnum
CREATE TYPE "RefundOrigin" AS ENUM ('crm', 'hub', 'bank');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('pending', 'delivered', 'superseded', 'held', 'failed');

-- CreateEnum
CREATE TYPE "RegistrationState" AS ENUM ('pending', 'registered', 'failed');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "passwordHash" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'ru',
    "timeZone" TEXT NOT NULL DEFAULT 'Europe/Moscow',
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UserSession" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "UserSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SetupToken" (
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SetupToken_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Membership" (
    "userId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("userId","connectionId")
);

-- CreateTable
CREATE TABLE "Connection" (
    "id" UUID NOT NULL,
    "systemUrl" TEXT NOT NULL,
    "publicUrl" TEXT,
    "name" TEXT NOT NULL,
    "moduleCode" TEXT NOT NULL,
    "integrationCode" TEXT NOT NULL,
    "clientId" UUID NOT NULL,
    "sealedApiKey" TEXT NOT NULL,
    "apiKeyTail" TEXT NOT NULL,
    "scopes" TEXT[],
    "credentials" TEXT[],
    "siteAccess" TEXT,
    "sites" JSONB NOT NULL DEFAULT '[]',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "frozen" BOOLEAN NOT NULL DEFAULT false,
    "timeZone" TEXT NOT NULL DEFAULT 'Europe/Moscow',
    "locale" TEXT NOT NULL DEFAULT 'ru',
    "registrationState" "RegistrationState" NOT NULL DEFAULT 'pending',
    "registrationError" TEXT,
    "registeredAt" TIMESTAMPTZ(3),
    "registrationVersion" INTEGER NOT NULL DEFAULT 0,
    "registeredVersion" INTEGER NOT NULL DEFAULT 0,
    "keyRefusedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Sync" (
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "shopCode" TEXT NOT NULL,
    "environment" "Environment" NOT NULL,
    "login" TEXT NOT NULL,
    "sealedPassword" TEXT NOT NULL,
    "syncKey" TEXT NOT NULL,
    "sealedCallbackToken" TEXT,
    "callbackPublicKey" TEXT,
    "confirmation" "Confirmation" NOT NULL,
    "taxSystem" INTEGER NOT NULL,
    "fiscal" JSONB NOT NULL DEFAULT '{}',
    "holdHours" INTEGER NOT NULL DEFAULT 168,
    "linkDays" INTEGER,
    "capabilities" JSONB NOT NULL DEFAULT '{}',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "disabledAt" TIMESTAMPTZ(3),
    "checkedAt" TIMESTAMPTZ(3),
    "checkCode" TEXT,
    "lastNotificationAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Sync_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Payment" (
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "syncId" UUID NOT NULL,
    "invoiceUuid" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "orderNumber" TEXT NOT NULL,
    "orderId" BIGINT,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "siteUrl" TEXT,
    "returnUrl" TEXT,
    "source" JSONB NOT NULL,
    "status" "PaymentStatus" NOT NULL DEFAULT 'pending',
    "held" BIGINT NOT NULL DEFAULT 0,
    "captured" BIGINT NOT NULL DEFAULT 0,
    "refunded" BIGINT NOT NULL DEFAULT 0,
    "paidAt" TIMESTAMPTZ(3),
    "holdExpiresAt" TIMESTAMPTZ(3),
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "cancelReason" TEXT,
    "firstOpenedAt" TIMESTAMPTZ(3),
    "openCount" INTEGER NOT NULL DEFAULT 0,
    "leaseToken" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "deliveryToken" TEXT,
    "deliveryUntil" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attempt" (
    "id" UUID NOT NULL,
    "paymentId" UUID NOT NULL,
    "syncId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "environment" "Environment" NOT NULL,
    "bankLogin" TEXT NOT NULL,
    "orderNumber" TEXT NOT NULL,
    "mdOrder" TEXT,
    "formUrl" TEXT,
    "twoStage" BOOLEAN NOT NULL,
    "amount" BIGINT NOT NULL,
    "state" "AttemptState" NOT NULL DEFAULT 'planned',
    "cart" JSONB,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "bankStatus" INTEGER,
    "actionCode" INTEGER,
    "actionText" TEXT,
    "held" BIGINT NOT NULL DEFAULT 0,
    "deposited" BIGINT NOT NULL DEFAULT 0,
    "refunded" BIGINT NOT NULL DEFAULT 0,
    "paymentWay" TEXT,
    "paidAt" TIMESTAMPTZ(3),
    "heldAt" TIMESTAMPTZ(3),
    "mismatch" TEXT,
    "checkedByCrm" BOOLEAN,
    "crmVerdictText" TEXT,
    "settledAt" TIMESTAMPTZ(3),
    "askedSeq" INTEGER NOT NULL DEFAULT 0,
    "appliedSeq" INTEGER NOT NULL DEFAULT 0,
    "nextCheckAt" TIMESTAMPTZ(3),
    "hintAskedAt" TIMESTAMPTZ(3),
    "crmAskedAt" TIMESTAMPTZ(3),
    "final" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "registeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Operation" (
    "id" UUID NOT NULL,
    "paymentId" UUID NOT NULL,
    "attemptId" UUID NOT NULL,
    "kind" "OperationKind" NOT NULL,
    "businessKey" TEXT NOT NULL,
    "amount" BIGINT,
    "before" JSONB,
    "state" "OperationState" NOT NULL DEFAULT 'planned',
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "requestedBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Refund" (
    "id" UUID NOT NULL,
    "paymentId" UUID NOT NULL,
    "attemptId" UUID NOT NULL,
    "operationId" UUID,
    "amount" BIGINT NOT NULL,
    "status" "RefundStatus" NOT NULL DEFAULT 'pending',
    "toldStatus" "RefundStatus",
    "origin" "RefundOrigin" NOT NULL,
    "comment" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notification" (
    "id" BIGSERIAL NOT NULL,
    "syncId" UUID,
    "attemptId" UUID,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "method" TEXT NOT NULL,
    "mdOrder" TEXT,
    "orderNumber" TEXT,
    "operation" TEXT,
    "status" TEXT,
    "signature" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "processedAt" TIMESTAMPTZ(3),
    "verdict" TEXT,
    "why" TEXT,

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentEvent" (
    "id" BIGSERIAL NOT NULL,
    "paymentId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "PaymentEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" UUID NOT NULL,
    "paymentId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'pending',
    "body" JSONB,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3),
    "lastTryAt" TIMESTAMPTZ(3),
    "lastError" TEXT,
    "deliveredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Problem" (
    "id" UUID NOT NULL,
    "connectionId" UUID,
    "syncId" UUID,
    "paymentId" UUID,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "count" INTEGER NOT NULL DEFAULT 1,
    "raisedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "clearedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "connectionId" UUID,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "UserSession_userId_idx" ON "UserSession"("userId");

-- CreateIndex
CREATE INDEX "UserSession_expiresAt_idx" ON "UserSession"("expiresAt");

-- CreateIndex
CREATE INDEX "RateLimit_expire_idx" ON "RateLimit"("expire");

-- CreateIndex
CREATE INDEX "Membership_connectionId_idx" ON "Membership"("connectionId");

-- CreateIndex
CREATE UNIQUE INDEX "Connection_clientId_key" ON "Connection"("clientId");

-- CreateIndex
CREATE UNIQUE INDEX "Connection_systemUrl_moduleCode_key" ON "Connection"("systemUrl", "moduleCode");

-- CreateIndex
CREATE UNIQUE INDEX "Sync_syncKey_key" ON "Sync"("syncKey");

-- CreateIndex
CREATE UNIQUE INDEX "Sync_connectionId_shopCode_key" ON "Sync"("connectionId", "shopCode");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_slug_key" ON "Payment"("slug");

-- CreateIndex
CREATE INDEX "Payment_connectionId_createdAt_id_idx" ON "Payment"("connectionId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Payment_syncId_createdAt_id_idx" ON "Payment"("syncId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Payment_connectionId_status_createdAt_id_idx" ON "Payment"("connectionId", "status", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Payment_connectionId_orderNumber_idx" ON "Payment"("connectionId", "orderNumber");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_connectionId_invoiceUuid_key" ON "Payment"("connectionId", "invoiceUuid");

-- CreateIndex
CREATE INDEX "Attempt_syncId_idx" ON "Attempt"("syncId");

-- CreateIndex
CREATE INDEX "Attempt_nextCheckAt_idx" ON "Attempt"("nextCheckAt");

-- CreateIndex
CREATE UNIQUE INDEX "Attempt_bankLogin_environment_orderNumber_key" ON "Attempt"("bankLogin", "environment", "orderNumber");

-- CreateIndex
CREATE UNIQUE INDEX "Attempt_bankLogin_environment_mdOrder_key" ON "Attempt"("bankLogin", "environment", "mdOrder");

-- CreateIndex
CREATE UNIQUE INDEX "Attempt_paymentId_seq_key" ON "Attempt"("paymentId", "seq");

-- CreateIndex
CREATE INDEX "Operation_attemptId_idx" ON "Operation"("attemptId");

-- CreateIndex
CREATE UNIQUE INDEX "Operation_paymentId_kind_businessKey_key" ON "Operation"("paymentId", "kind", "businessKey");

-- CreateIndex
CREATE UNIQUE INDEX "Refund_operationId_key" ON "Refund"("operationId");

-- CreateIndex
CREATE INDEX "Refund_paymentId_idx" ON "Refund"("paymentId");

-- CreateIndex
CREATE INDEX "Refund_attemptId_idx" ON "Refund"("attemptId");

-- CreateIndex
CREATE INDEX "Notification_syncId_receivedAt_idx" ON "Notification"("syncId", "receivedAt" DESC);

-- CreateIndex
CREATE INDEX "Notification_attemptId_idx" ON "Notification"("attemptId");

-- CreateIndex
CREATE INDEX "Notification_mdOrder_idx" ON "Notification"("mdOrder");

-- CreateIndex
CREATE INDEX "PaymentEvent_paymentId_id_idx" ON "PaymentEvent"("paymentId", "id");

-- CreateIndex
CREATE INDEX "Delivery_state_nextTryAt_idx" ON "Delivery"("state", "nextTryAt");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_paymentId_version_key" ON "Delivery"("paymentId", "version");

-- CreateIndex
CREATE INDEX "Problem_connectionId_clearedAt_idx" ON "Problem"("connectionId", "clearedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Problem_subject_kind_key" ON "Problem"("subject", "kind");

-- CreateIndex
CREATE INDEX "AuditEntry_connectionId_id_idx" ON "AuditEntry"("connectionId", "id" DESC);

-- AddForeignKey
ALTER TABLE "UserSession" ADD CONSTRAINT "UserSession_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sync" ADD CONSTRAINT "Sync_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_syncId_fkey" FOREIGN KEY ("syncId") REFERENCES "Sync"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_syncId_fkey" FOREIGN KEY ("syncId") REFERENCES "Sync"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Operation" ADD CONSTRAINT "Operation_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Operation" ADD CONSTRAINT "Operation_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Refund" ADD CONSTRAINT "Refund_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Refund" ADD CONSTRAINT "Refund_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Refund" ADD CONSTRAINT "Refund_operationId_fkey" FOREIGN KEY ("operationId") REFERENCES "Operation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_syncId_fkey" FOREIGN KEY ("syncId") REFERENCES "Sync"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentEvent" ADD CONSTRAINT "PaymentEvent_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_syncId_fkey" FOREIGN KEY ("syncId") REFERENCES "Sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema language cannot say.

ALTER TABLE "Sync"
  ADD CONSTRAINT "Sync_taxSystem_range" CHECK ("taxSystem" BETWEEN 0 AND 5),
  ADD CONSTRAINT "Sync_holdHours_positive" CHECK ("holdHours" BETWEEN 1 AND 8760),
  ADD CONSTRAINT "Sync_linkDays_positive" CHECK ("linkDays" IS NULL OR "linkDays" BETWEEN 1 AND 3650),
  ADD CONSTRAINT "Sync_syncKey_long" CHECK (length("syncKey") >= 32);

ALTER TABLE "Payment"
  ADD CONSTRAINT "Payment_amount_positive" CHECK ("amount" > 0 AND "amount" <= 999999999999),
  ADD CONSTRAINT "Payment_currency_rub" CHECK ("currency" = 'RUB'),
  ADD CONSTRAINT "Payment_amounts_sane" CHECK ("held" >= 0 AND "captured" >= 0 AND "refunded" >= 0 AND "refunded" <= "captured"),
  ADD CONSTRAINT "Payment_slug_form" CHECK ("slug" ~ '^[0-9A-Za-z]{10}$');

ALTER TABLE "Attempt"
  ADD CONSTRAINT "Attempt_amount_positive" CHECK ("amount" > 0),
  ADD CONSTRAINT "Attempt_amounts_sane" CHECK ("held" >= 0 AND "deposited" >= 0 AND "refunded" >= 0),
  ADD CONSTRAINT "Attempt_orderNumber_form" CHECK ("orderNumber" ~ '^[A-Za-z0-9_-]{1,32}$'),
  ADD CONSTRAINT "Attempt_registered_whole" CHECK ("state" <> 'registered' OR "mdOrder" IS NOT NULL);

ALTER TABLE "Operation"
  ADD CONSTRAINT "Operation_amount_positive" CHECK ("amount" IS NULL OR "amount" > 0);

-- At most one write that moves money is under way, or unexplained, on an attempt at any time.
CREATE UNIQUE INDEX "Operation_one_open_write" ON "Operation" ("attemptId")
  WHERE "state" IN ('planned', 'sent', 'unknown') AND "kind" IN ('deposit', 'reverse', 'refund', 'decline');

ALTER TABLE "Refund" ADD CONSTRAINT "Refund_amount_positive" CHECK ("amount" > 0);

ALTER TABLE "User" ADD CONSTRAINT "User_email_lower" CHECK ("email" = lower("email"));

-- Timeline and audit are append-only.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER "PaymentEvent_append_only" BEFORE UPDATE OR DELETE ON "PaymentEvent"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "AuditEntry_append_only" BEFORE UPDATE OR DELETE ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
