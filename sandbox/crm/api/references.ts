/** Reference books and account settings (protocols: retailcrm 5.6). All are maps by code. */
import type { Store } from "../state/store.ts";
import type { ApiKey } from "../state/account-types.ts";
import type { PaymentType } from "../state/invoice-types.ts";
import { siteUrl } from "../shop-address.ts";
import { accountTime } from "../dates.ts";
import type { Endpoint } from "./endpoint.ts";
import { done, refused } from "./reply.ts";

const reading = { method: "GET", auth: "required", scope: () => "reference_read" } as const;

export const sites: Endpoint = {
  ...reading,
  name: "sites",
  path: "/api/v5/reference/sites",
  credential: "/api/reference/sites",
  handle({ store, key }) {
    const visible = store.state.sites.filter((site) => seesSite(key, site.code));
    return done({
      sites: map(
        visible.map((site, index) => ({
          id: site.id,
          name: site.name,
          url: siteUrl(store, site),
          code: site.code,
          currency: store.state.settings.currency,
          countryIso: "RU",
          contragent: { contragentType: "legal-entity", legalName: "ООО «Ромашка»" },
          defaultForCrm: index === 0,
          ordering: site.id,
        })),
      ),
    });
  },
};

export function seesSite(key: ApiKey | null, code: string): boolean {
  return key === null || key.sites === "all" || key.sites.includes(code);
}

export const paymentTypes: Endpoint = {
  ...reading,
  name: "payment-types",
  path: "/api/v5/reference/payment-types",
  credential: "/api/reference/payment-types",
  handle: ({ store }) =>
    done({ paymentTypes: map(store.state.paymentTypes.map((type) => paymentTypeView(store, type))) }),
};

function paymentTypeView(store: Store, type: PaymentType): { code: string } & Record<string, unknown> {
  const module = store.state.modules.find((candidate) => candidate.code === type.integration?.moduleCode);
  return {
    code: type.code,
    name: type.name,
    active: type.active,
    defaultForCrm: false,
    defaultForApi: type.integration === null,
    description: "",
    sites: type.sites,
    deliveryTypes: type.deliveryTypes,
    paymentStatuses: [...new Set(Object.values(type.statusMap))],
    ...(type.integration
      ? {
          integrationModule: {
            name: module?.name ?? module?.code ?? type.integration.moduleCode,
            active: module ? module.active && !module.freeze : false,
            logo: module?.logo ?? null,
          },
        }
      : {}),
  };
}

export const paymentStatuses: Endpoint = {
  ...reading,
  name: "payment-statuses",
  path: "/api/v5/reference/payment-statuses",
  credential: "/api/reference/payment-statuses",
  handle({ store }) {
    const types = store.state.paymentTypes;
    return done({
      paymentStatuses: map(
        store.state.paymentStatuses.map((status, index) => ({
          code: status.code,
          name: status.name,
          active: true,
          paymentComplete: status.paymentComplete,
          ordering: (index + 1) * 10,
          defaultForCrm: index === 0,
          defaultForApi: index === 0,
          description: "",
          paymentTypes: types
            .filter((type) => Object.values(type.statusMap).includes(status.code))
            .map((type) => type.code),
        })),
      ),
    });
  },
};

export const settings: Endpoint = {
  name: "settings",
  method: "GET",
  path: "/api/v5/settings",
  auth: "required",
  scope: () => null,
  credential: "/api/settings",
  handle({ store }) {
    if (store.state.switches.settingsForbidden) return refused(403, "Access denied.");
    return done({ settings: settingsView(store) });
  },
};

/** Also the body of the settings callback (4.3). */
export function settingsView(store: Store): Record<string, unknown> {
  const { settings: account } = store.state;
  const updated = accountTime(account.updatedAt, account.timezone);
  const entry = (value: string): Record<string, string> => ({ value, updated_at: updated });
  return {
    default_currency: entry(account.currency),
    system_language: entry(account.language),
    timezone: entry(account.timezone),
    work_times: [],
    non_working_days: [],
  };
}

/** PHP prints an empty map as a list (8.4). */
function map<T extends { code: string }>(list: T[]): Record<string, T> | [] {
  return list.length === 0 ? [] : Object.fromEntries(list.map((entry) => [entry.code, entry]));
}
