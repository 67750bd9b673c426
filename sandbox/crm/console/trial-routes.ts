/** Faults and rules: what the forms of their page do. */
import type { Hono } from "hono";
import type { CrmBindings, CrmContext } from "../api/pipeline.ts";
import { ControlError } from "../control/method.ts";
import type { FaultKind } from "../state/trial-types.ts";
import type { Switches } from "../state/switches.ts";
import { act, field, readForm } from "./forms.ts";
import { visit, type Console, type Visit } from "./page.ts";
import { trialsPage } from "./trials-page.ts";

export function mountTrials(app: Hono<CrmBindings>, console: Console): void {
  const post = (path: string, run: (v: Visit, form: URLSearchParams) => string) => {
    app.post(path, (c: CrmContext) => {
      const v = visit(console, c);
      return act(v, "/trials", async () => ({ tone: "good", text: run(v, await readForm(c)) }));
    });
  };
  app.get("/trials", (c) => trialsPage(visit(console, c)));
  post("/trials/faults", (v, form) => {
    const times = field(form, "times");
    v.control.addFault({
      endpoint: form.get("endpoint") ?? "*",
      kind: (form.get("kind") ?? "") as FaultKind,
      times: times === undefined ? null : wholeNumber(times),
      delayMs: wholeNumber(field(form, "delayMs") ?? "0"),
      text: field(form, "text") ?? null,
    });
    return v.t.saved;
  });
  post("/trials/faults/clear", (v) => {
    v.control.clearFaults();
    return v.t.done;
  });
  post("/trials/verdict", (v, form) => {
    v.control.setVerdict({
      mode: form.get("mode") === "refuse" ? "refuse" : "normal",
      text: field(form, "text") ?? "",
    });
    return v.t.saved;
  });
  post("/trials/rules", (v, form) => {
    v.control.setSwitches(readSwitches(v, form));
    return v.t.saved;
  });
  post("/trials/reset", (v) => {
    v.control.reset();
    return v.t.resetDone;
  });
}

/** An unticked box sends nothing, so every yes/no switch is read as it stands in the form. */
function readSwitches(v: Visit, form: URLSearchParams): Partial<Switches> {
  const entries = Object.entries(v.control.getSwitches()).map(([name, old]) => {
    if (typeof old === "boolean") return [name, form.has(name)] as const;
    const text = field(form, name);
    return [name, text === undefined ? old : typeof old === "number" ? wholeNumber(text) : text] as const;
  });
  return Object.fromEntries(entries) as Partial<Switches>;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new ControlError(`«${text}»`);
  return Number(text);
}
