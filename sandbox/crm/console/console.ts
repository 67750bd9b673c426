/** The browser pages of the simulator. */
import { readFileSync } from "node:fs";
import type { Hono } from "hono";
import { html } from "hono/html";
import type { CrmBindings, CrmContext } from "../api/pipeline.ts";
import type { CrmControl } from "../control/control.ts";
import type { Store } from "../state/store.ts";
import { createFlashes } from "./flash.ts";
import { mountKeys } from "./keys-page.ts";
import { mountLog } from "./log-page.ts";
import { mountModules } from "./module-routes.ts";
import { notFoundPage } from "./not-found-page.ts";
import { mountOrders } from "./order-routes.ts";
import { page, visit, type Console } from "./page.ts";
import { mountPaymentTypes } from "./payment-types-page.ts";
import { mountShop } from "./shop-page.ts";
import { mountTrials } from "./trial-routes.ts";

const css = readFileSync(new URL("../assets/console.css", import.meta.url), "utf8");
const js = readFileSync(new URL("../assets/console.js", import.meta.url), "utf8");

const headers = {
  // Forms lead to the module's account page, which is on another host.
  "Content-Security-Policy":
    "default-src 'self'; img-src 'self' data:; form-action 'self' http: https:; frame-ancestors 'none'; base-uri 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
};

export function mountConsole(app: Hono<CrmBindings>, store: Store, control: CrmControl, base: string): void {
  const console: Console = { store, control, flashes: createFlashes(), base };
  app.get("/assets/console.css", (c) =>
    c.body(css, 200, { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "no-cache" }),
  );
  app.get("/assets/console.js", (c) =>
    c.body(js, 200, { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache" }),
  );
  app.use(async (c, next) => {
    if (c.req.method === "POST" && isForeign(c, store)) {
      const v = visit(console, c);
      return await page(v, {
        title: v.t.notFound,
        section: "",
        status: 403,
        body: html`<h1>403</h1>
          <p>${v.t.forbidden}</p>`,
      });
    }
    await next();
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    return undefined;
  });
  mountOrders(app, console);
  mountModules(app, console);
  mountPaymentTypes(app, console);
  mountKeys(app, console);
  mountLog(app, console);
  mountTrials(app, console);
  mountShop(app, console);
  app.notFound((c) => notFoundPage(visit(console, c)));
}

/** A form posted by a page of another site (protocols know no login here, so the origin is the only guard). */
function isForeign(c: CrmContext, store: Store): boolean {
  const origin = c.req.header("Origin");
  if (origin === undefined) return c.req.header("Sec-Fetch-Site") === "cross-site";
  const own = [c.req.url, store.options.publicUrl, store.options.systemUrl].map((url) => new URL(url).host);
  return !own.includes(URL.parse(origin)?.host ?? "");
}
