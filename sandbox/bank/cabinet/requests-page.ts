import { html } from "hono/html";
import { moscowText } from "../core/clock.ts";
import type { RequestEntry } from "../core/request-log.ts";
import type { Html } from "../pages/layout.ts";
import { cabinetPage, type Frame } from "./frame.ts";

export function requestsTable(frame: Frame, entries: readonly RequestEntry[]): Html {
  const { say } = frame;
  if (entries.length === 0) return html`<p class="soft">${say("Запросов с последнего запуска не было", "No requests since the last start")}</p>`;
  return html`<div class="scroll" tabindex="0"><table>
  <tr><th>${say("Когда", "When")}</th><th>${say("Метод", "Method")}</th><th>${say("Ответ", "Answer")}</th><th>${say("Поля", "Fields")}</th></tr>
  ${entries.map(
    (entry) => html`<tr><td class="mono">${moscowText(entry.at)}</td><td class="mono">${entry.httpMethod} ${entry.method}.do</td>
    <td>${entry.httpStatus ?? say("ещё нет", "not yet")}${entry.errorCode === null ? "" : html` · errorCode ${entry.errorCode} ${entry.errorMessage ?? ""}`}
    ${entry.fault === null ? "" : html`<br><span class="badge bad">${entry.fault}${entry.handled ? "" : say(", не выполнен", ", not done")}</span>`}</td>
    <td><details><summary>${say("показать", "show")}</summary><pre>${Object.entries(entry.fields).map(([name, value]) => `${name}=${value}`).join("\n")}</pre></details></td></tr>`,
  )}
</table></div>`;
}

const SHOWN = 200;

export function requestsPage(frame: Frame): Html {
  const newest = frame.engine.requests.list().reverse().slice(0, SHOWN);
  const body = html`<section class="panel">${requestsTable(frame, newest)}</section>`;
  return cabinetPage(frame, "/requests", frame.say("Запросы магазинов", "Requests of merchants"), body);
}
