import { env } from "#lib/env.ts";
import { AppError, assertNever } from "#lib/errors.ts";

export type BankEnvironment = "sandbox" | "test" | "production";

export interface Gateway {
  /** Base of the REST methods; ends with a slash. */
  baseUrl: string;
  /** Further `host` or `host:port` names on which the payer's page may live. */
  pageHosts: readonly string[];
}

export interface GatewaySettings {
  testUrl: string;
  /** null: chosen by the login's prefix. */
  productionUrl: string | null;
  sandbox: { baseUrl: string; pageHosts: readonly string[] } | null;
}

const productionFamilies = [
  { prefix: "r-", baseUrl: "https://payment.alfabank.ru/payment/rest/" },
  { prefix: "i-", baseUrl: "https://ecom.alfabank.ru/api/rest/" },
  { prefix: "", baseUrl: "https://pay.alfabank.ru/payment/rest/" },
] as const;

/** Production installations differ by the login's prefix (protocols: alfabank 1.1). */
const productionUrlOf = (login: string): string => {
  const name = login.trim().toLowerCase();
  return productionFamilies.find(({ prefix }) => name.startsWith(prefix))?.baseUrl ?? productionFamilies[2].baseUrl;
};

/**
 * The gateway that knows a login. Nothing but these addresses is ever called with bank credentials.
 * @throws AppError unavailable "sandbox_off" when the built-in bank is asked for but not running
 */
export function chooseGateway(environment: BankEnvironment, login: string, settings: GatewaySettings): Gateway {
  switch (environment) {
    case "sandbox":
      if (settings.sandbox === null) throw new AppError("unavailable", { reason: "sandbox_off" });
      return settings.sandbox;
    case "test":
      return { baseUrl: settings.testUrl, pageHosts: [] };
    case "production":
      return { baseUrl: settings.productionUrl ?? productionUrlOf(login), pageHosts: [] };
    default:
      return assertNever(environment);
  }
}

export function gatewayFor(environment: BankEnvironment, login: string): Gateway {
  const { alfabankTestUrl, alfabankProductionUrl, sandboxOffer } = env();
  return chooseGateway(environment, login, {
    testUrl: alfabankTestUrl,
    productionUrl: alfabankProductionUrl,
    sandbox: sandboxOffer && { baseUrl: sandboxOffer.bankUrl, pageHosts: sandboxOffer.bankPageHosts },
  });
}

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);

const bankDomains = ["alfabank.ru", "rbsuat.com"] as const;

const isBankHost = ({ protocol, hostname, port }: URL): boolean =>
  protocol === "https:" && port === "" && bankDomains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));

/** The page may live on another host than the API, but only on the bank's own (protocols: alfabank 10, quirk 39). */
export function isTrustedFormUrl(formUrl: string, gateway: Gateway): boolean {
  if (!URL.canParse(formUrl)) return false;
  const page = new URL(formUrl);
  if (page.username !== "" || page.password !== "" || !["https:", "http:"].includes(page.protocol)) return false;
  if (isBankHost(page)) return true;
  const api = new URL(gateway.baseUrl);
  // A gateway on this machine is a simulator that the operator named himself: its page may be anywhere.
  if (isLoopback(api.hostname)) return true;
  const sameHost = page.hostname === api.hostname;
  if (sameHost && page.protocol === api.protocol && page.port === api.port) return true;
  return gateway.pageHosts.includes(page.host) || gateway.pageHosts.includes(page.hostname);
}
