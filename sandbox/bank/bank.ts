/** Puts the bank together: gateway, pages, cabinet, remote control. */
import { Hono } from "hono";
import { assetRoutes } from "./assets-routes.ts";
import { cabinetRoutes } from "./cabinet/cabinet-routes.ts";
import type { BankControl } from "./control/bank-control.ts";
import { callbackControls } from "./control/callback-controls.ts";
import { controlRoutes } from "./control/control-routes.ts";
import { drillControls } from "./control/drill-controls.ts";
import { merchantControls } from "./control/merchant-controls.ts";
import { orderControls } from "./control/order-controls.ts";
import { createEngine, type Engine, type EngineOptions } from "./core/engine.ts";
import { HOST_ALIASES } from "./core/merchant.ts";
import { answerGateway } from "./gateway/gateway.ts";
import { paymentRoutes } from "./pages/payment-routes.ts";
import { isForeignPost, withPageHeaders } from "./page-guard.ts";
import { resume } from "./resume.ts";
import { seedIfFresh } from "./seed.ts";

export interface BankOptions extends EngineOptions {
  /** Base of the browser pages; may contain a path, no trailing slash: `http://localhost:3000/sandbox/bank`. */
  publicUrl: string;
  /** JSON file that keeps everything over restarts. */
  stateFile?: string;
  /** Makes ids repeatable. */
  seed?: number;
}

export interface Bank {
  /** Answers a request whose path is relative to the bank's root. `env` are the bindings of a Node server, if any. */
  fetch: (request: Request, env?: object) => Response | Promise<Response>;
  control: BankControl;
  close(): Promise<void>;
}

export function createBank(options: BankOptions): Bank {
  const engine = createEngine(options);
  seedIfFresh(engine);
  resume(engine);
  const control: BankControl = {
    ...merchantControls(engine),
    ...orderControls(engine),
    ...callbackControls(engine),
    ...drillControls(engine),
  };
  const app = routes(engine, control);
  return {
    fetch: (request, env) => app.fetch(withoutBase(request, engine.basePath), env),
    control,
    close: () => engine.close(),
  };
}

/** Links carry the public path, so the bank's own port must understand it as well as the bare one. */
function withoutBase(request: Request, basePath: string): Request {
  const url = new URL(request.url);
  if (basePath === "" || (url.pathname !== basePath && !url.pathname.startsWith(`${basePath}/`))) return request;
  url.pathname = url.pathname.slice(basePath.length);
  return new Request(url, request);
}

/** `/payment/rest/…` is the test gateway; `/hosts/<alias>/…` stands for the bank's other addresses. */
function routes(engine: Engine, control: BankControl): Hono {
  const app = new Hono();
  for (const path of ["payment/rest", "ab/rest", "api/rest"]) {
    app.all(`/${path}/:method{[A-Za-z]+\\.do}`, (c) => answerGateway(engine, c.req.raw, c.env, "test", nameOf(c.req.param("method"))));
    for (const host of HOST_ALIASES) {
      app.all(`/hosts/${host}/${path}/:method{[A-Za-z]+\\.do}`, (c) =>
        answerGateway(engine, c.req.raw, c.env, host, nameOf(c.req.param("method"))),
      );
    }
  }
  app.use(async (c, next) => {
    if (isForeignPost(c.req.raw, engine.publicUrl)) return c.text("Cross-site request refused", 403);
    await next();
    withPageHeaders(c.res.headers);
    return undefined;
  });
  app.route("/payment/merchants", paymentRoutes(engine));
  app.route("/control", controlRoutes(control));
  app.route("/assets", assetRoutes());
  app.route("/", cabinetRoutes(engine, control));
  return app;
}

function nameOf(method: string): string {
  return method.replace(/\.do$/, "");
}
