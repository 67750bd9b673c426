import { errorText } from "#lib/i18n/error-text.ts";
import type { CrmSetup } from "./check-crm-setup.ts";
import type { SetupFinding, SetupVerdict, ShopState } from "./crm-setup-state.ts";

export interface CrmSetupView {
  state: "ready" | "attention" | "no_rights" | "failed";
  checkedAt: string;
  /** Why nothing could be looked at, and what to do about it. */
  problem: { text: string; hint: string } | null;
  findings: { name: string; verdict: SetupVerdict; text: string; hint: string | null }[];
  types: { code: string; name: string; active: boolean; sites: string[]; deliveryTypes: string[] }[];
  shops: { syncId: string; name: string; shopCode: string; lastInvoiceAt: string | null; state: ShopState; text: string }[];
  /** Pages of the CRM where these things are set. */
  links: { paymentTypes: string; modules: string; module: string };
}

const stateOf = ({ problem, findings, shops }: CrmSetup): CrmSetupView["state"] => {
  if (problem !== null) return problem === "no_rights" ? "no_rights" : "failed";
  // What the CRM does not say about a payment type of ours is to be looked at once, not a fault for ever.
  const wrong = findings.some(({ verdict }, index) => verdict === "warn" || verdict === "bad" || (index === 0 && verdict !== "ok"));
  return wrong || shops.length === 0 ? "attention" : "ready";
};

const problemText = (locale: string, problem: string, params: CrmSetup["params"]) => {
  const key = problem === "no_rights" ? "crm.setup.no_rights" : `crm.check.${problem}`;
  return { text: errorText(locale, `${key}.text`, params), hint: errorText(locale, `${key}.hint`) };
};

const findingView = (locale: string, { name, verdict, params }: SetupFinding) => ({
  name,
  verdict,
  text: errorText(locale, `crm.setup.findings.${name}.text`, params),
  hint: verdict === "ok" ? null : errorText(locale, `crm.setup.findings.${name}.hint`, params),
});

export function crmSetupView(setup: CrmSetup, locale: string): CrmSetupView {
  const { connection, checkedAt, problem, findings, types, shops } = setup;
  const crm = connection.publicUrl ?? connection.systemUrl;
  return {
    state: stateOf(setup),
    checkedAt: checkedAt.toISOString(),
    problem: problem === null ? null : problemText(locale, problem, setup.params),
    findings: findings.map((finding) => findingView(locale, finding)),
    types: types.map(({ code, name, active, sites, deliveryTypes }) => ({ code, name, active, sites: [...sites], deliveryTypes: [...deliveryTypes] })),
    shops: shops.map(({ lastInvoiceAt, state, name, ...shop }) => ({
      ...shop,
      name,
      state,
      lastInvoiceAt: lastInvoiceAt?.toISOString() ?? null,
      text: errorText(locale, `crm.setup.shops.${state}`, { name }),
    })),
    links: {
      paymentTypes: `${crm}/admin/payment-types`,
      modules: `${crm}/admin/integration/list`,
      module: `${crm}/admin/integration/${encodeURIComponent(connection.moduleCode)}/edit`,
    },
  };
}
