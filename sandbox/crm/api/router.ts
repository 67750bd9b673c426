/** The API at the root of the account's technical address. */
import type { Hono } from "hono";
import type { Store } from "../state/store.ts";
import { apiVersions, credentialsEndpoint, systemInfo } from "./account-info.ts";
import { check } from "./check.ts";
import type { Endpoint } from "./endpoint.ts";
import { createInvoice, getInvoice, importInvoice } from "./invoices.ts";
import { Limiter } from "./limiter.ts";
import { editModule, getModule, updateScopes } from "./modules.ts";
import { getOrder } from "./orders.ts";
import { serveEndpoint, type CrmBindings } from "./pipeline.ts";
import { paymentStatuses, paymentTypes, settings, sites } from "./references.ts";
import { htmlPage, refused, toResponse } from "./reply.ts";
import { updateInvoice } from "./update-invoice.ts";

const versioned: readonly Endpoint[] = [
  getModule,
  editModule,
  updateScopes,
  check,
  updateInvoice,
  createInvoice,
  importInvoice,
  getInvoice,
  sites,
  paymentTypes,
  paymentStatuses,
  settings,
  getOrder,
];
const endpoints: readonly Endpoint[] = [apiVersions, systemInfo, credentialsEndpoint(versioned), ...versioned];

/** Names by which faults and the log know the methods. */
export const endpointNames: readonly string[] = endpoints.map((endpoint) => endpoint.name);

export function mountApi(app: Hono<CrmBindings>, store: Store): void {
  const limiter = new Limiter();
  for (const endpoint of endpoints) {
    app.on(endpoint.method, endpoint.path, (c) => serveEndpoint(store, limiter, endpoint, c));
    app.all(endpoint.path, () => toResponse(refused(405, "Method Not Allowed")));
  }
  app.all("/api/*", (c) => {
    if (!store.state.switches.accountExists)
      return toResponse(
        c.req.method === "POST" ? htmlPage(405, "405 Not Allowed") : refused(404, "Account does not exist."),
      );
    return toResponse(refused(404, "API method not found"));
  });
}
