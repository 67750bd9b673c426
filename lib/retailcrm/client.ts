import { ProviderError } from "#lib/errors.ts";
import * as answers from "./crm-answers.ts";
import { crmCalls } from "./crm-call.ts";
import type { CrmAccess, CrmClient, CrmClientOptions } from "./crm-client.ts";
import { checkBody, updateBody } from "./invoice-update.ts";

/** Not there is an answer too, where we only look something up. */
const orNull = async <T>(reading: Promise<T>): Promise<T | null> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ProviderError && error.code === "not_found") return null;
    throw error;
  }
};

/** A missing invoice comes as `success:false`, which may have no words to it (protocols: retailcrm 5.4). */
const orNullInvoice = async <T>(reading: Promise<T>): Promise<T | null> => {
  try {
    return await orNull(reading);
  } catch (error) {
    if (error instanceof ProviderError && error.code === "failed" && /^$|not found/i.test(error.vendorMessage ?? "")) return null;
    throw error;
  }
};

/** The API of one RetailCRM account; see `CrmClient` for what the methods promise. */
export function crmClient(access: CrmAccess, options: CrmClientOptions = {}): CrmClient {
  const { read, write } = crmCalls(access, options);
  const modulePath = (code: string) => `/api/v5/integration-modules/${encodeURIComponent(code)}`;
  return {
    apiVersions: () => read("/api/api-versions", answers.versionsAnswer),
    systemInfo: () => read("/api/system-info", answers.systemInfoAnswer),
    credentials: () => read("/api/credentials", answers.credentialsAnswer),
    getModule: (code) => orNull(read(modulePath(code), answers.moduleAnswer)),
    editModule: (code, module) =>
      write({ path: `${modulePath(code)}/edit`, form: { integrationModule: module } }, answers.doneAnswer),
    updateScopes: (code, scopes) =>
      write({ path: `${modulePath(code)}/update-scopes`, form: { requires: { scopes } } }, answers.newKeyAnswer),
    checkInvoice: (invoice, { timeoutMs } = {}) =>
      write(
        { path: "/api/v5/payment/check", form: { check: checkBody(invoice) }, ...(timeoutMs !== undefined && { timeoutMs }) },
        answers.verdictAnswer,
      ),
    updateInvoice: (update) =>
      write({ path: "/api/v5/payment/update-invoice", form: { updateInvoice: updateBody(update) } }, answers.doneAnswer),
    getInvoice: (invoiceUuid) =>
      orNullInvoice(read(`/api/v5/payment/invoice/${encodeURIComponent(invoiceUuid)}`, answers.invoiceAnswer)),
    orderStatus: (orderId) => orNull(read(`/api/v5/orders/${orderId.toString()}?by=id`, answers.orderStatusAnswer)),
    sites: () => read("/api/v5/reference/sites", answers.sitesAnswer),
    paymentTypes: () => read("/api/v5/reference/payment-types", answers.paymentTypesAnswer),
    paymentStatuses: () => read("/api/v5/reference/payment-statuses", answers.paymentStatusesAnswer),
    settings: () => read("/api/v5/settings", answers.settingsAnswer),
  };
}
