import { Hono } from "hono";
import type { BankControl } from "../control/bank-control.ts";
import type { Engine } from "../core/engine.ts";
import { frameOf } from "./frame.ts";
import { merchantPage } from "./merchant-page.ts";
import { overviewPage } from "./overview-page.ts";
import { readMerchantForm } from "./read-merchant-form.ts";
import { form, press } from "./press.ts";

export function merchantRoutes(engine: Engine, control: BankControl): Hono {
  const app = new Hono();
  app.post("/", async (c) => {
    const given = await form(c);
    const login = given.get("login")?.trim() ?? "";
    const name = given.get("name")?.trim() ?? "";
    return press(c, engine, `/merchants/${login}`, overviewPage, async () => {
      if (engine.state.merchants.has(login)) throw new Error(`Магазин ${login} уже есть`);
      await control.addMerchant({ login, password: given.get("password") ?? "", ...(name === "" ? {} : { name }) });
    });
  });
  app.get("/:login", (c) => {
    const merchant = engine.state.merchants.get(c.req.param("login"));
    return merchant === undefined ? c.notFound() : c.html(merchantPage(frameOf(engine, c), merchant, c.req.query("done")));
  });
  app.post("/:login", async (c) => {
    const merchant = engine.state.merchants.get(c.req.param("login"));
    if (merchant === undefined) return c.notFound();
    const patch = readMerchantForm(await form(c), merchant);
    return press(c, engine, `/merchants/${merchant.login}`, (frame, done, error) => merchantPage(frame, merchant, done, error), () =>
      control.editMerchant(merchant.login, patch),
    );
  });
  app.post("/:login/regenerate", async (c) => {
    const merchant = engine.state.merchants.get(c.req.param("login"));
    if (merchant === undefined) return c.notFound();
    const what = (await form(c)).get("what") === "token" ? "token" : "callbackKey";
    return press(c, engine, `/merchants/${merchant.login}`, (frame, done, error) => merchantPage(frame, merchant, done, error), () =>
      control.regenerate(merchant.login, what),
    );
  });
  app.post("/:login/remove", (c) => press(c, engine, "/", overviewPage, () => control.removeMerchant(c.req.param("login"))));
  return app;
}
