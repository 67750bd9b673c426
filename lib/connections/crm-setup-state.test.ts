import { describe, expect, it } from "vitest";
import { judgeSetup, type SetupFacts, shopState, type SetupType } from "./crm-setup-state.ts";

const module = { code: "alfabank", names: ["Альфа-Банк", "Alfa-Bank"], logo: "https://hub.example/module-logo.svg" };
const owner = { code: null, name: "Альфа-Банк", active: true, logo: null };

const type = (change: Partial<SetupType> = {}): SetupType => ({
  code: "alfa",
  name: "Картой",
  active: true,
  sites: ["main"],
  deliveryTypes: ["courier"],
  paymentStatuses: ["paid"],
  integrationModule: owner,
  ...change,
});

const facts = (change: Partial<SetupFacts> = {}): SetupFacts => ({
  module,
  types: [type()],
  statuses: [{ code: "paid", name: "Оплачен", active: true, paymentComplete: true, paymentTypes: [] }],
  sites: [{ code: "main", name: "Главный" }],
  shops: 1,
  ...change,
});

const names = (change: Partial<SetupFacts>) => judgeSetup(facts(change)).map(({ name, verdict }) => `${name}: ${verdict}`);

it("a complete set-up", () => {
  expect(names({})).toEqual(["types_found: ok", "stores_all: ok", "delivery_listed: ok", "statuses_mapped: ok"]);
});

describe("payment types", () => {
  it.each<[string, SetupType[], string]>([
    ["none at all", [], "types_none: bad"],
    ["only cash", [type({ integrationModule: null })], "types_none: bad"],
    ["switched off", [type({ active: false })], "types_inactive: bad"],
    ["of a module with another name, perhaps ours renamed", [type({ integrationModule: { ...owner, name: "Оплата картой" } })], "types_unclear: unknown"],
    ["without any name", [type({ integrationModule: { ...owner, name: null } })], "types_unclear: unknown"],
    ["of a module with another code, certainly not ours", [type({ integrationModule: { ...owner, code: "other" } })], "types_none: bad"],
  ])("%s", (_, types, expected) => {
    expect(names({ types })).toEqual([expected]);
  });

  it.each([{ code: "alfabank", name: "Иначе" }, { name: "alfa-bank " }, { name: "Иначе", logo: module.logo }])("are ours by %j", (change) => {
    expect(names({ types: [type({ integrationModule: { ...owner, ...change } })] })[0]).toBe("types_found: ok");
  });

  it("are too few for the shops", () => {
    expect(names({ shops: 2 })).toContain("types_fewer: warn");
  });

  it("of a module that is off", () => {
    expect(names({ types: [type({ integrationModule: { ...owner, active: false } })] })).toContain("module_off: bad");
    expect(names({ types: [type({ integrationModule: { ...owner, active: null } })] })).not.toContain("module_off: bad");
  });
});

it("stores are covered by any of the types, and silence is no fault", () => {
  const sites = [{ code: "main", name: "Главный" }, { code: "outlet", name: "Аутлет" }];
  expect(judgeSetup(facts({ sites }))).toContainEqual({ name: "stores_some", verdict: "warn", params: { stores: "«Аутлет»" } });
  expect(names({ sites, types: [type(), type({ code: "b", sites: ["outlet"] })] })).toContain("stores_all: ok");
  expect(names({ sites, types: [type({ sites: [] })] })).toContain("stores_unsaid: unknown");
  expect(names({ sites: [] })).toContain("stores_all: ok");
});

it("deliveries are named when the CRM names them", () => {
  expect(judgeSetup(facts())).toContainEqual({ name: "delivery_listed", verdict: "ok", params: { codes: "courier" } });
  expect(names({ types: [type({ deliveryTypes: [] })] })).toContain("delivery_unsaid: unknown");
});

describe("statuses", () => {
  const status = (change: object) => ({ code: "paid", name: "Оплачен", active: true, paymentComplete: true, paymentTypes: [], ...change });

  it.each<[string, Partial<SetupFacts>, string]>([
    ["may not be read", { statuses: null }, "statuses_unsaid: unknown"],
    ["none counts as paid", { statuses: [status({ paymentComplete: false })] }, "statuses_none_paid: bad"],
    ["the one that counts is off", { statuses: [status({ active: false })] }, "statuses_none_paid: bad"],
    ["the type has none of them", { types: [type({ paymentStatuses: ["not-paid"] })] }, "statuses_unmapped: warn"],
    ["nothing is said", { types: [type({ paymentStatuses: [] })] }, "statuses_unsaid: unknown"],
    ["the status names the type", { types: [type({ paymentStatuses: [] })], statuses: [status({ paymentTypes: ["alfa"] })] }, "statuses_mapped: ok"],
  ])("%s", (_, change, expected) => {
    expect(names(change)).toContain(expected);
  });
});

describe("a shop of the module", () => {
  const at = (change: Partial<SetupFacts>, shop: { enabled?: boolean; lastInvoiceAt?: Date | null } = {}) =>
    shopState({ enabled: true, lastInvoiceAt: null, ...shop }, facts(change), judgeSetup(facts(change)));
  const lastInvoiceAt = new Date();

  it("is proven by its invoices, likely when it is the only one, else unknown", () => {
    expect(at({}, { lastInvoiceAt })).toBe("working");
    expect(at({})).toBe("likely");
    expect(at({ shops: 2, types: [type(), type({ code: "b" })] })).toBe("unknown");
    expect(at({ types: [type({ integrationModule: { ...owner, name: "Иначе" } })] })).toBe("unknown");
  });

  it("is missing without a payment type, whatever came before", () => {
    expect(at({ types: [] }, { lastInvoiceAt })).toBe("missing");
    expect(at({ types: [type({ active: false })] })).toBe("missing");
    expect(at({}, { enabled: false, lastInvoiceAt })).toBe("off");
  });
});
