/** Faults, the verdict of check, the switches of the protocol's open questions, and the reset. */
import { html } from "hono/html";
import { endpointNames } from "../api/router.ts";
import { faultKinds, type Fault } from "../state/trial-types.ts";
import { switchValues, type Switches } from "../state/switches.ts";
import { checkbox, input, select } from "./forms.ts";
import { page, type Html, type Visit } from "./page.ts";
import { choiceTexts, faultTexts, switchTexts } from "./switch-texts.ts";

export function trialsPage(v: Visit): Promise<Response> {
  const { t } = v;
  return page(v, {
    title: t.trials,
    section: "/trials",
    body: html`<h1>${t.trials}</h1>
      <div class="columns">
        <div>${faultsCard(v)} ${verdictCard(v)} ${resetCard(v)}</div>
        <div>${rulesCard(v)}</div>
      </div>`,
  });
}

function faultsCard(v: Visit): Html {
  const { t, base } = v;
  const { faults } = v.store.state;
  const endpoints = [["*", t.anyEndpoint] as const, ...endpointNames.map((name) => [name, name] as const)];
  return html`<section class="card">
    <h2>${t.faults}</h2>
    <p class="note">${t.faultsNote}</p>
    ${
      faults.length === 0
        ? html`<p class="empty">${t.faultsEmpty}</p>`
        : html`<ul class="list">
              ${faults.map((fault) => faultRow(v, fault))}
            </ul>
            <form method="post" action="${base}/trials/faults/clear">
              <button class="small">${t.clearFaults}</button>
            </form>`
    }
    <form method="post" action="${base}/trials/faults" class="form">
      <label>${t.endpoint}${select("endpoint", endpoints, "update-invoice")}</label>
      <label
        >${t.faultKind}${select(
          "kind",
          faultKinds.map((kind) => [kind, faultTexts[kind][v.language]] as const),
          "error-503",
        )}</label
      >
      ${input("times", html`${t.times} <small>${t.timesNote}</small>`, "1", html`inputmode="numeric"`)}
      ${input("delayMs", t.delayMs, "0", html`inputmode="numeric"`)}
      ${input("text", html`${t.faultText} <small>${t.optional}</small>`, "")}
      <button>${t.addFault}</button>
    </form>
  </section>`;
}

function faultRow(v: Visit, fault: Fault): Html {
  const { t } = v;
  const delay = fault.delayMs > 0 ? ` · ${String(fault.delayMs)} ${t.milliseconds}` : "";
  return html`<li>
    <code>${fault.endpoint === "*" ? t.anyEndpoint : fault.endpoint}</code> ${faultTexts[fault.kind][v.language]} ×
    ${fault.times === null ? t.untilCleared : String(fault.times)} ${delay}
  </li>`;
}

function verdictCard(v: Visit): Html {
  const { t, base } = v;
  const { verdict } = v.store.state;
  return html`<section class="card">
    <h2>${t.verdict}</h2>
    <form method="post" action="${base}/trials/verdict" class="form">
      <label
        >${t.verdict}${select(
          "mode",
          [
            ["normal", t.verdictNormal],
            ["refuse", t.verdictRefuse],
          ],
          verdict.mode,
        )}</label
      >${input("text", t.verdictText, verdict.text)}<button>${t.save}</button>
    </form>
  </section>`;
}

function rulesCard(v: Visit): Html {
  const { t, base } = v;
  const names = Object.keys(switchTexts) as (keyof Switches)[];
  return html`<section class="card">
    <h2>${t.rules}</h2>
    <p class="note">${t.rulesNote}</p>
    <form method="post" action="${base}/trials/rules" class="form">
      ${names.map((name) => rule(v, name))}<button>${t.save}</button>
    </form>
  </section>`;
}

function rule(v: Visit, name: keyof Switches): Html {
  const value = v.store.state.switches[name];
  const label = switchTexts[name][v.language];
  if (typeof value === "boolean") return checkbox(name, "1", label, value);
  const values = switchValues[name];
  if (!values) return input(name, label, String(value), html`inputmode="numeric"`);
  const options = values.map((each) => [String(each), choiceTexts[each]?.[v.language] ?? String(each)] as const);
  return html`<label>${label}${select(name, options, String(value))}</label>`;
}

function resetCard(v: Visit): Html {
  const { t, base } = v;
  return html`<section class="card">
    <h2>${t.reset}</h2>
    <p class="note">${t.resetNote}</p>
    <details>
      <summary>${t.reset}</summary>
      <form method="post" action="${base}/trials/reset"><button class="danger">${t.resetConfirm}</button></form>
    </details>
  </section>`;
}
