/** Post, redirect, get: what happens to a form of the console. */
import { html } from "hono/html";
import { readParams } from "../api/form.ts";
import type { CrmContext } from "../api/pipeline.ts";
import { ControlError } from "../control/method.ts";
import type { Flash } from "./flash.ts";
import type { Html, Visit } from "./page.ts";

export async function readForm(c: CrmContext): Promise<URLSearchParams> {
  return (await readParams(c.req.raw))?.body ?? new URLSearchParams();
}

/** Empty fields count as absent. */
export function field(form: URLSearchParams, name: string): string | undefined {
  const value = form.get(name)?.trim();
  return value === undefined || value === "" ? undefined : value;
}

/** Runs the action and goes back to the page with its message; mistakes in the input become the message. */
export async function act(
  v: Visit,
  backTo: string | (() => string),
  run: () => Flash | null | Promise<Flash | null>,
): Promise<Response> {
  let flash: Flash | null;
  try {
    flash = await run();
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    flash = { tone: "bad", text: `${v.t.formError}: ${error.message}` };
  }
  return v.c.redirect(
    `${v.base}${typeof backTo === "string" ? backTo : backTo()}${flash ? `?flash=${v.flashes.put(flash)}` : ""}`,
    303,
  );
}

export function select(
  name: string,
  options: readonly (readonly [value: string, label: string])[],
  chosen: string,
  attributes: Html | "" = "",
): Html {
  return html`<select name="${name}" ${attributes}>
    ${options.map(([value, label]) => html`<option value="${value}" ${value === chosen ? html`selected` : ""}>${label}</option>`)}
  </select>`;
}

export function checkbox(name: string, value: string, label: unknown, checked: boolean): Html {
  return html`<label class="check"
    ><input type="checkbox" name="${name}" value="${value}" ${checked ? html`checked` : ""} /> ${label}</label
  >`;
}

/** A labelled one-line field. */
export function input(name: string, label: unknown, value: string, attributes: Html | "" = ""): Html {
  return html`<label
    >${label}<input name="${name}" value="${value}" autocomplete="off" spellcheck="false" ${attributes}
  /></label>`;
}
