import { Hono } from "hono";
import type { BankControl } from "../control/bank-control.ts";
import type { Engine } from "../core/engine.ts";

export function cabinetRoutes(_engine: Engine, _control: BankControl): Hono {
  const app = new Hono();
  app.get("/", (c) => c.text("Тренажёр банка"));
  return app;
}
