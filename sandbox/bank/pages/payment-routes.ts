/** The payer's way through the bank's pages. */
import { Hono } from "hono";
import type { Context } from "hono";
import { settle } from "../callbacks/send-delivery.ts";
import { isEmail } from "../cart/check-customer.ts";
import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";
import { finishChallenge, payByCard, payBySbp, type PayOutcome, whyClosed } from "../orders/pay-order.ts";
import type { Language } from "./layout.ts";
import { acsPath, donePath, type ErrorKey, errorPath, pagePath } from "./page-paths.ts";
import { type CardForm, emptyForm, paymentPage } from "./payment-page.ts";
import { acsPage, errorPage, farewellPage, sbpPage } from "./step-pages.ts";

interface Visit {
  order: Order;
  merchant: Merchant;
  language: Language;
}

const KEYS: readonly ErrorKey[] = ["session_expired", "order_already_processed", "internal_error"];

export function paymentRoutes(engine: Engine): Hono {
  const app = new Hono();

  app.get("/:template/:file{errors_(?:ru|en)\\.html}", (c) => {
    const key = KEYS.find((one) => c.req.query("error") === `payment.errors.${one}`) ?? "other";
    return c.html(errorPage(engine, key, languageOf(c)));
  });

  app.all("/:template/:file{(?:payment|acs|sbp|done)_[a-z]{2}\\.html}", async (c) => {
    engine.agenda.runDue();
    const language = languageOf(c);
    const order = engine.state.orders.get(c.req.query("mdOrder") ?? "");
    const merchant = order === undefined ? undefined : engine.state.merchants.get(order.merchant);
    if (order === undefined || merchant === undefined) return c.redirect(errorPath(engine, "internal_error", language));
    if (merchant.page.refuseHeadless && /headless/i.test(c.req.header("user-agent") ?? "")) return c.body(null, 412);
    const visit = { order, merchant, language };
    const step = c.req.param("file").split("_", 1)[0];
    if (step === "done") return done(engine, c, visit);
    const closed = leaveIfClosed(engine, c, visit);
    if (closed !== null) return closed;
    if (c.req.method !== "GET" && c.req.method !== "HEAD" && c.req.method !== "POST") return c.body(null, 405);
    return c.req.method === "POST" ? act(engine, c, visit, step ?? "") : show(engine, c, visit, step ?? "");
  });

  return app;
}

function languageOf(c: Context): Language {
  const asked = c.req.query("lang") ?? c.req.query("language");
  if (asked === "ru" || asked === "en") return asked;
  return c.req.path.endsWith("_ru.html") ? "ru" : "en";
}

function leaveIfClosed(engine: Engine, c: Context, { order, merchant, language }: Visit): Response | null {
  const why = whyClosed(engine, order);
  if (why === null) return null;
  if (why === "expired") return c.redirect(errorPath(engine, "session_expired", language), 303);
  if (merchant.page.finishedOrder === "return" || c.req.method === "POST") return c.redirect(donePath(engine, order, language), 303);
  return c.redirect(errorPath(engine, "order_already_processed", language), 303);
}

function show(engine: Engine, c: Context, { order, merchant, language }: Visit, step: string): Response | Promise<Response> {
  order.pageOpenedAt ??= engine.clock.now();
  engine.changed();
  if (order.status === 7) return c.redirect(donePath(engine, order, language), 303);
  if (order.status === 5) {
    return step === "acs" ? c.html(acsPage(engine, order, merchant, language)) : c.redirect(acsPath(engine, order, language), 303);
  }
  if (step === "acs") return c.redirect(pagePath(engine, order, language), 303);
  if (step === "sbp" && order.stages === 1 && merchant.permissions.sbp) return c.html(sbpPage(engine, order, merchant, language));
  return c.html(paymentPage(engine, order, merchant, emptyForm(c.req.query("card")), language));
}

async function act(engine: Engine, c: Context, visit: Visit, step: string): Promise<Response> {
  const { order, merchant, language } = visit;
  const body = new URLSearchParams(await c.req.text());
  const ok = body.get("answer") === "success";
  if (step === "acs") return follow(engine, c, visit, finishChallenge(engine, order, merchant, ok), null);
  if (step === "sbp") {
    if (order.stages === 2 || !merchant.permissions.sbp) return c.redirect(pagePath(engine, order, language), 303);
    return follow(engine, c, visit, payBySbp(engine, order, merchant, ok), null);
  }
  const text = (name: string): string => (body.get(name) ?? "").trim().slice(0, 100);
  const form: CardForm = { pan: text("pan"), expiry: text("expiry"), cvc: text("cvc"), holder: text("holder"), email: text("email"), wrong: null };
  const outcome = payByCard(engine, order, merchant, {
    pan: form.pan,
    cvc: form.cvc,
    expiry: expiryOf(form.expiry),
    holder: form.holder === "" ? "TEST CARDHOLDER" : form.holder,
    email: isEmail(form.email) ? form.email : null,
    forcedActionCode: null,
  });
  return follow(engine, c, visit, outcome, form);
}

/** `12/34` → `203412`; anything else stays wrong and is refused later. */
function expiryOf(text: string): string {
  const parts = /^(\d{2})\s*\/\s*(?:20)?(\d{2})$/.exec(text);
  return parts === null ? "" : `20${parts[2] ?? ""}${parts[1] ?? ""}`;
}

async function follow(engine: Engine, c: Context, { order, merchant, language }: Visit, outcome: PayOutcome, form: CardForm | null): Promise<Response> {
  if (merchant.callback.beforeRedirect) await settle(engine);
  switch (outcome.kind) {
    case "input":
      return c.html(paymentPage(engine, order, merchant, { ...(form ?? emptyForm(undefined)), wrong: outcome.field }, language), 422);
    case "challenge":
      return c.redirect(acsPath(engine, order, language), 303);
    case "failed":
      return c.redirect(outcome.again ? pagePath(engine, order, language) : donePath(engine, order, language), 303);
    case "pending":
    case "paid":
    case "closed":
      return c.redirect(donePath(engine, order, language), 303);
  }
}

function done(engine: Engine, c: Context, { order, merchant, language }: Visit): Response | Promise<Response> {
  if ([1, 2, 4, 7, 8].includes(order.status)) return c.html(farewellPage(engine, order, merchant, true, language));
  if (order.status === 3 || order.status === 6) return c.html(farewellPage(engine, order, merchant, false, language));
  return c.redirect(pagePath(engine, order, language), 303);
}
