/**
 * What the reference books of a CRM say about the merchant's own part of the set-up (protocols: retailcrm 5.6, 6.5).
 * They name the module a payment type belongs to, but not the shop, and may leave lists out: what is not said is
 * never reported as wrong.
 */

export interface SetupType {
  code: string;
  name: string;
  active: boolean;
  sites: readonly string[];
  deliveryTypes: readonly string[];
  paymentStatuses: readonly string[];
  integrationModule: { code: string | null; name: string | null; active: boolean | null; logo: string | null } | null;
}

export interface SetupStatus {
  code: string;
  name: string;
  active: boolean;
  paymentComplete: boolean;
  paymentTypes: readonly string[];
}

export interface SetupFacts {
  /** By what a payment type of ours is told. */
  module: { code: string; names: readonly string[]; logo: string };
  types: readonly SetupType[];
  /** null: the key may not read them. */
  statuses: readonly SetupStatus[] | null;
  sites: readonly { code: string; name: string }[];
  /** How many shops of the module are on. */
  shops: number;
}

export type SetupVerdict = "ok" | "warn" | "bad" | "unknown";

export interface SetupFinding {
  /** Key of the catalog "crm.setup.findings". */
  name: string;
  verdict: SetupVerdict;
  params: Record<string, string | number>;
}

const finding = (name: string, verdict: SetupVerdict, params: SetupFinding["params"] = {}): SetupFinding => ({ name, verdict, params });
const listed = (names: readonly string[]): string => names.join(", ");
const quoted = (things: readonly { name: string }[]): string => things.map(({ name }) => `«${name}»`).join(", ");
const plain = (text: string): string => text.trim().toLowerCase();

type Owned = SetupType & { integrationModule: NonNullable<SetupType["integrationModule"]> };
const isIntegrated = (type: SetupType): type is Owned => type.integrationModule !== null;

/** The merchant may rename the module in the CRM, so any of code, picture and name will do. */
const isOurs =
  ({ code, names, logo }: SetupFacts["module"]) =>
  ({ integrationModule: owner }: Owned): boolean => {
    if (owner.code !== null) return owner.code === code;
    return owner.logo === logo || names.some((name) => plain(name) === plain(owner.name ?? ""));
  };

/** Payment types of our module. */
export const ownTypes = ({ module, types }: Pick<SetupFacts, "module" | "types">): Owned[] => types.filter(isIntegrated).filter(isOurs(module));

function typesFinding({ module, types }: SetupFacts, own: readonly Owned[], active: readonly Owned[]): SetupFinding {
  if (active.length > 0) return finding("types_found", "ok", { types: quoted(active) });
  if (own.length > 0) return finding("types_inactive", "bad", { types: quoted(own) });
  const others = types.filter(isIntegrated).filter((type) => type.active && type.integrationModule.code === null);
  if (others.length === 0) return finding("types_none", "bad", { module: module.names[0] ?? module.code });
  const names = [...new Set(others.map(({ name, integrationModule }) => integrationModule.name ?? name))];
  return finding("types_unclear", "unknown", { modules: listed(names.map((name) => `«${name}»`)) });
}

function storesFinding({ sites }: SetupFacts, active: readonly Owned[]): SetupFinding {
  if (active.some((type) => type.sites.length === 0)) return finding("stores_unsaid", "unknown");
  const without = sites.filter(({ code }) => !active.some((type) => type.sites.includes(code)));
  return without.length === 0 ? finding("stores_all", "ok") : finding("stores_some", "warn", { stores: quoted(without) });
}

function deliveryFinding(active: readonly Owned[]): SetupFinding {
  const without = active.filter(({ deliveryTypes }) => deliveryTypes.length === 0);
  if (without.length > 0) return finding("delivery_unsaid", "unknown", { types: quoted(without) });
  return finding("delivery_listed", "ok", { codes: listed([...new Set(active.flatMap(({ deliveryTypes }) => deliveryTypes))]) });
}

/** The two reference books name each other; either may leave it out. */
const uses = ({ code, paymentStatuses }: SetupType, status: SetupStatus): boolean =>
  paymentStatuses.includes(status.code) || status.paymentTypes.includes(code);

function statusesFinding({ statuses }: SetupFacts, active: readonly Owned[]): SetupFinding {
  if (statuses === null) return finding("statuses_unsaid", "unknown");
  const paid = statuses.filter((status) => status.active && status.paymentComplete);
  if (paid.length === 0) return finding("statuses_none_paid", "bad");
  const known = active.filter((type) => type.paymentStatuses.length > 0 || statuses.some((status) => uses(type, status)));
  const without = known.filter((type) => !paid.some((status) => uses(type, status)));
  if (without.length > 0) return finding("statuses_unmapped", "warn", { types: quoted(without), statuses: quoted(paid) });
  if (known.length < active.length) return finding("statuses_unsaid", "unknown");
  return finding("statuses_mapped", "ok", { statuses: quoted(paid.filter((status) => known.some((type) => uses(type, status)))) });
}

/** Everything that can be said, the payment types first; without an active one there is nothing more to look at. */
export function judgeSetup(facts: SetupFacts): SetupFinding[] {
  const own = ownTypes(facts);
  const active = own.filter((type) => type.active);
  const first = typesFinding(facts, own, active);
  if (active.length === 0) return [first];
  const off = active.filter(({ integrationModule }) => integrationModule.active === false);
  return [
    first,
    // One payment type works with one shop.
    ...(active.length < facts.shops ? [finding("types_fewer", "warn", { types: active.length, shops: facts.shops })] : []),
    ...(off.length > 0 ? [finding("module_off", "bad")] : []),
    storesFinding(facts, active),
    deliveryFinding(active),
    statusesFinding(facts, active),
  ];
}

export type ShopState = "working" | "likely" | "unknown" | "missing" | "off";

/** Whether a payment type works with this very shop: the invoices that came through it prove it, the CRM does not say. */
export function shopState(shop: { enabled: boolean; lastInvoiceAt: Date | null }, { shops }: Pick<SetupFacts, "shops">, findings: readonly SetupFinding[]): ShopState {
  if (!shop.enabled) return "off";
  const [first] = findings;
  if (first?.name === "types_none" || first?.name === "types_inactive") return "missing";
  if (shop.lastInvoiceAt) return "working";
  return first?.name === "types_found" && shops === 1 ? "likely" : "unknown";
}
