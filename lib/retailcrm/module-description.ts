/** What the CRM must know of us (protocols: retailcrm 2). Always the full object: what an `edit` leaves out may be dropped. */

export interface DescribedConnection {
  moduleCode: string;
  integrationCode: string;
  clientId: string;
  /** Follows the merchant's switch in the CRM, so that a registration of ours never switches it back on. */
  active: boolean;
  locale: string;
}

export interface DescribedSync {
  shopCode: string;
  name: string;
  environment: "sandbox" | "test" | "production";
  enabled: boolean;
}

const words = {
  ru: { name: "Альфа-Банк", test: "тест", sandbox: "тренажёр" },
  en: { name: "Alfa-Bank", test: "test", sandbox: "rehearsal" },
} as const;

/** Every name the module may have in an account, whose language may have changed since. */
export const moduleNames: readonly string[] = Object.values(words).map(({ name }) => name);

export const moduleLogo = (publicUrl: string): string => `${publicUrl}/module-logo.svg`;

const wordsOf = (locale: string) => words[locale === "en" ? "en" : "ru"];

/** What managers see in payment types, in the account's language: where money is not real, the name says so. */
export function shopName(locale: string, { name, environment }: Pick<DescribedSync, "name" | "environment">): string {
  return environment === "production" ? name : `${name} (${wordsOf(locale)[environment]})`;
}

const API = "/api/retailcrm";

/** `baseUrl` without a trailing slash and paths with a leading one (protocols: retailcrm 2.1). */
export function moduleDescription(
  connection: DescribedConnection,
  syncs: readonly DescribedSync[],
  publicUrl: string,
): Record<string, unknown> {
  const say = wordsOf(connection.locale);
  return {
    code: connection.moduleCode,
    integrationCode: connection.integrationCode,
    name: say.name,
    logo: moduleLogo(publicUrl),
    active: connection.active,
    clientId: connection.clientId,
    baseUrl: publicUrl,
    accountUrl: `${publicUrl}/retailcrm/open`,
    availableCountries: ["RU"],
    actions: { activity: `${API}/activity`, settings: `${API}/settings` },
    integrations: {
      payment: {
        actions: {
          create: `${API}/payment/create`,
          approve: `${API}/payment/approve`,
          cancel: `${API}/payment/cancel`,
          refund: `${API}/payment/refund`,
          status: `${API}/payment/status`,
        },
        currencies: ["RUB"],
        invoiceTypes: ["link"],
        // A shop switched off stays in the list: payments may still be open on it.
        shops: syncs.map(({ shopCode, name, environment, enabled }) => ({
          code: shopCode,
          name: shopName(connection.locale, { name, environment }),
          active: enabled,
        })),
      },
    },
  };
}
