import { html } from "hono/html";
import { FAULT_KINDS, type FaultKind } from "../faults/fault.ts";
import { METHODS } from "../gateway/methods.ts";
import type { Html } from "../pages/layout.ts";
import { cabinetPage, flash, type Frame } from "./frame.ts";

const WORDS: Readonly<Record<FaultKind, readonly [ru: string, en: string]>> = {
  latency: ["медленный ответ", "slow answer"],
  requestDropped: ["обрыв до выполнения", "connection dropped before the work"],
  answerLost: ["выполнено, ответ потерян", "work done, answer lost"],
  http500: ["HTTP 500", "HTTP 500"],
  empty502: ["HTTP 502 с пустым телом", "HTTP 502, empty body"],
  tooMany429: ["HTTP 429", "HTTP 429"],
  html200: ["страница технических работ вместо JSON", "maintenance page instead of JSON"],
  cutBody: ["выполнено, ответ обрывается", "work done, body cut off"],
  halfJson: ["выполнено, половина JSON", "work done, half of the JSON"],
  systemError: ["errorCode 7, системная ошибка", "errorCode 7, system error"],
  zeroWithError: ["errorCode 0 вместе с текстом ошибки", "errorCode 0 with an error text"],
  custom: ["свой ответ", "own answer"],
};

export function faultsPage(frame: Frame, done?: string, error?: string): Html {
  const { engine, say, link } = frame;
  const word = (kind: FaultKind): string => say(...WORDS[kind]);
  const body = html`${flash(frame, done, error)}
<section class="panel"><h2>${say("Действуют сейчас", "Active now")}</h2>
${
  engine.state.faults.length === 0
    ? html`<p class="soft">${say("Сбоев нет, банк отвечает нормально", "None, the bank answers normally")}</p>`
    : html`<ul>${engine.state.faults.map((fault) => html`<li><span class="mono">${fault.method}</span> — ${word(fault.kind)}, ${fault.times < 0 ? say("пока не снимут", "until cleared") : html`${say("раз", "times")}: ${fault.times}`} ${fault.merchant}</li>`)}</ul>
<form method="post" action="${link("/faults/clear")}"><button>${say("Снять все", "Clear all")}</button></form>`
}</section>
<form class="panel" method="post" action="${link("/faults")}"><h2>${say("Устроить сбой", "Make a failure")}</h2><div class="grid">
  <label>${say("Метод", "Method")}<select name="method"><option value="*">${say("любой", "any")}</option>${[...METHODS.keys()].map((name) => html`<option>${name}</option>`)}</select></label>
  <label>${say("Что случится", "What happens")}<select name="kind">${FAULT_KINDS.map((kind) => html`<option value="${kind}">${word(kind)}</option>`)}</select></label>
  <label>${say("Сколько раз (−1 — пока не снимут)", "How many times (−1 until cleared)")}<input name="times" value="1" inputmode="numeric"></label>
  <label>${say("Задержка, мс", "Delay, ms")}<input name="latencyMs" value="0" inputmode="numeric"></label>
  <label>${say("Работа банка", "The bank's work")}<select name="effect"><option value="">${say("как обычно для сбоя", "as usual for the failure")}</option><option value="true">${say("выполнена", "done")}</option><option value="false">${say("не выполнена", "not done")}</option></select></label>
  <label>${say("Логин магазина (пусто — любой)", "Merchant login (empty = any)")}<input name="merchant" maxlength="100"></label>
  <label>${say("Свой ответ: код HTTP", "Own answer: HTTP status")}<input name="status" value="503" inputmode="numeric"></label>
  <label>${say("Свой ответ: тело", "Own answer: body")}<input name="body" maxlength="10000"></label></div>
  <button class="main">${say("Включить", "Switch on")}</button>
</form>`;
  return cabinetPage(frame, "/faults", say("Сбои", "Failures"), body);
}
