/** All calls in both directions, newest first. */
import type { Hono } from "hono";
import { html } from "hono/html";
import type { CrmBindings } from "../api/pipeline.ts";
import type { LogEntry } from "../state/trial-types.ts";
import { isObject } from "../json.ts";
import { badge } from "./badges.ts";
import { act } from "./forms.ts";
import { moment, page, visit, type Console, type Html, type Visit } from "./page.ts";

const SHOWN = 100;

export function mountLog(app: Hono<CrmBindings>, console: Console): void {
  app.get("/log", (c) => logPage(visit(console, c)));
  app.post("/log/clear", (c) => {
    const v = visit(console, c);
    return act(v, "/log", () => {
      v.control.clearEvents();
      return null;
    });
  });
}

function logPage(v: Visit): Promise<Response> {
  const { t, base } = v;
  const kind = v.c.req.query("kind") ?? "";
  const entries = v.store.state.log
    .filter((entry) => kind === "" || entry.kind === kind)
    .slice(-SHOWN)
    .reverse();
  const filters = [
    ["", t.logAll],
    ["api", t.logApi],
    ["callback", t.logCallback],
  ] as const;
  return page(v, {
    title: t.log,
    section: "/log",
    body: html`<div class="title">
        <h1>${t.log}</h1>
        <form method="post" action="${base}/log/clear"><button class="small">${t.logClear}</button></form>
      </div>
      <p class="note">${t.logNote}</p>
      <p class="tabs">
        ${filters.map(([value, label]) => html`<a href="${base}/log${value === "" ? "" : `?kind=${value}`}" ${value === kind ? html`aria-current="true"` : ""}>${label}</a>`)}
      </p>
      ${entries.length === 0 ? html`<p class="empty">${t.logEmpty}</p>` : entries.map((entry) => entryCard(v, entry))}`,
  });
}

function entryCard(v: Visit, entry: LogEntry): Html {
  const { t } = v;
  const ok =
    entry.status !== null && entry.status < 300 && !(isObject(entry.response) && entry.response["success"] === false);
  return html`<details class="log">
    <summary>
      ${ok ? badge("good", "✓", String(entry.status)) : badge("bad", "✕", entry.status === null ? t.noAnswer : String(entry.status))}
      <strong>${entry.kind === "callback" ? "→" : "←"} ${entry.name}</strong>
      <small
        >${moment(v, entry.at)} · ${entry.ms}
        ${t.milliseconds}${entry.fault === null ? "" : ` · ${t.fault}: ${entry.fault}`}</small
      >
    </summary>
    <p>
      <code>${entry.method} ${entry.url}</code
      >${entry.key === null ? "" : html` · ${t.key}: <code>${entry.key}</code>`}${entry.note === null ? "" : html` · ${entry.note}`}
    </p>
    <h3>${t.request}</h3>
    <pre>${shown(entry.request)}</pre>
    <h3>${t.response}</h3>
    <pre>${shown(entry.response)}</pre>
  </details>`;
}

/** Whoever reads clientId can speak for the CRM, so the page shows only its beginning. */
function shown(value: unknown): string {
  if (typeof value === "string") return value;
  const hide = (key: string, inner: unknown): unknown =>
    key === "clientId" && typeof inner === "string" ? `${inner.slice(0, 4)}…` : inner;
  return JSON.stringify(value, hide, 2);
}
