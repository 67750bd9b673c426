/** The clerk's cabinet. Every button is a form that answers with a redirect, so reloading repeats nothing. */
import { Hono } from "hono";
import { html } from "hono/html";
import type { BankControl } from "../control/bank-control.ts";
import type { Engine } from "../core/engine.ts";
import { FAULT_KINDS } from "../faults/fault.ts";
import { callbacksPage } from "./callbacks-page.ts";
import { faultsPage } from "./faults-page.ts";
import { cabinetPage, frameOf } from "./frame.ts";
import { merchantRoutes } from "./merchant-routes.ts";
import { orderRoutes } from "./order-routes.ts";
import { overviewPage } from "./overview-page.ts";
import { form, press } from "./press.ts";
import { requestsPage } from "./requests-page.ts";

export function cabinetRoutes(engine: Engine, control: BankControl): Hono {
  const app = new Hono();
  app.use(async (_c, next) => {
    engine.agenda.runDue();
    await next();
  });
  app.get("/", (c) => c.html(overviewPage(frameOf(engine, c), c.req.query("done"))));
  app.get("/callbacks", (c) => c.html(callbacksPage(frameOf(engine, c), c.req.query("done"))));
  app.get("/requests", (c) => c.html(requestsPage(frameOf(engine, c))));
  app.get("/faults", (c) => c.html(faultsPage(frameOf(engine, c), c.req.query("done"))));
  app.route("/orders", orderRoutes(engine, control));
  app.route("/merchants", merchantRoutes(engine, control));

  app.post("/clock", async (c) => {
    const ms = (await form(c)).get("ms");
    return press(c, engine, "/", overviewPage, () =>
      ms === "reset" ? control.setTime(Date.now()) : control.advance(Number(ms)),
    );
  });
  app.post("/reset", async (c) => {
    const sure = (await form(c)).get("sure") === "yes";
    return press(c, engine, "/", overviewPage, async () => {
      if (!sure) throw new Error("Подтвердите сброс");
      await control.reset();
    });
  });
  app.post("/faults", async (c) => {
    const given = await form(c);
    return press(c, engine, "/faults", faultsPage, async () => control.addFault(readFault(given)));
  });
  app.post("/faults/clear", (c) => press(c, engine, "/faults", faultsPage, () => control.clearFaults()));
  app.post("/callbacks/release", (c) =>
    press(c, engine, "/callbacks", callbacksPage, async () => {
      for (const { login } of await control.merchants()) await control.releaseCallbacks(login);
      await control.settle();
    }),
  );
  app.post("/callbacks/:id/resend", (c) =>
    press(c, engine, "/callbacks", callbacksPage, async () => {
      await control.resendCallback(c.req.param("id"));
      await control.settle();
    }),
  );
  app.notFound((c) => {
    const frame = frameOf(engine, c);
    return c.html(cabinetPage(frame, "/", frame.say("Такой страницы нет", "No such page"), html``), 404);
  });
  return app;
}

function readFault(given: URLSearchParams) {
  const text = (name: string): string => given.get(name)?.trim() ?? "";
  const effect = text("effect");
  const kind = FAULT_KINDS.find((one) => one === text("kind"));
  if (kind === undefined) throw new Error("kind");
  return {
    method: text("method"),
    kind,
    times: Number(text("times")),
    latencyMs: Number(text("latencyMs")),
    merchant: text("merchant"),
    effect: effect === "" ? null : effect === "true",
    status: Number(text("status")),
    body: text("body"),
  };
}
