import { html } from "hono/html";
import { publicKey } from "../callbacks/public-key.ts";
import { HOST_ALIASES, type Merchant } from "../core/merchant.ts";
import type { Html } from "../pages/layout.ts";
import { cabinetPage, flash, type Frame } from "./frame.ts";
import { choicesOf, choiceWords, type Group, GROUPS, LABELS } from "./knob-fields.ts";

export function merchantPage(frame: Frame, merchant: Merchant, done?: string, error?: string): Html {
  const { engine, say, link } = frame;
  const self = link(`/merchants/${merchant.login}`);
  const body = html`${flash(frame, done, error)}
<form method="post" action="${self}">
  <fieldset><legend>${say("Магазин", "Merchant")}</legend><div class="grid">
    <label>${say("Пароль", "Password")}<input name="password" value="${merchant.password}" required maxlength="200" autocomplete="off"></label>
    <label>${say("Открытый токен", "Open token")}<input name="token" value="${merchant.token}" maxlength="256" autocomplete="off"></label>
    <label>${say("Название", "Name")}<input name="name" value="${merchant.name}" required maxlength="255"></label>
    <label>${say("Сайт", "Site")}<input name="siteUrl" value="${merchant.siteUrl}" maxlength="300"></label>
    <label>${say("Язык", "Language")}<select name="language">${options(frame, ["ru", "en"], merchant.language)}</select></label>
    <label>${say("Адреса шлюза через запятую", "Gateway hosts, comma-separated")}<input name="hosts" value="${merchant.hosts.join(", ")}"><span class="hint">${HOST_ALIASES.join(", ")}</span></label>
    ${checkbox("mustChangePassword", say("Временный пароль, надо сменить", "Temporary password, must be changed"), merchant.mustChangePassword)}
  </div></fieldset>
  ${(Object.keys(GROUPS) as Group[]).map((group) => groupFields(frame, merchant, group))}
  <button class="main">${say("Сохранить", "Save")}</button>
</form>
<section class="panel"><h2>${say("Ключи", "Keys")}</h2>
  <div class="row tight">
  <form method="post" action="${self}/regenerate"><button name="what" value="token">${say("Новый открытый токен", "New open token")}</button></form>
  <form method="post" action="${self}/regenerate"><button name="what" value="callbackKey">${say("Новый ключ уведомлений", "New notification key")}</button></form></div>
  <details><summary>${say("Открытый ключ банка для проверки асимметричной подписи", "The bank's public key for asymmetric signatures")}</summary><pre>${publicKey(engine)}</pre></details>
</section>
<section class="panel"><details><summary>${say("Удалить магазин", "Remove the merchant")}</summary><form method="post" action="${self}/remove"><button>${say("Удалить", "Remove")}</button></form></details></section>`;
  return cabinetPage(frame, "/", `${merchant.name} · ${merchant.login}`, body);
}

function groupFields(frame: Frame, merchant: Merchant, group: Group): Html {
  const { say } = frame;
  const { schema, title } = GROUPS[group];
  const labels: Readonly<Record<string, readonly [string, string]>> = LABELS[group];
  const fields = Object.entries(merchant[group]).map(([key, value]) => {
    const name = `${group}.${key}`;
    const [ru = key, en = key] = labels[key] ?? [];
    const choices = choicesOf(shapeOf(schema)[key] ?? schema);
    if (typeof value === "boolean") return checkbox(name, say(ru, en), value);
    if (choices !== null && !Array.isArray(value)) {
      return html`<label>${say(ru, en)}<select name="${name}">${options(frame, choices, String(value))}</select></label>`;
    }
    const text = Array.isArray(value) ? value.join(", ") : String(value);
    return html`<label>${say(ru, en)}<input name="${name}" value="${text}" ${typeof value === "number" ? html`inputmode="numeric"` : ""} autocomplete="off"></label>`;
  });
  return html`<fieldset><legend>${say(title[0], title[1])}</legend><div class="grid">${fields}</div></fieldset>`;
}

type Shape = Readonly<Record<string, Parameters<typeof choicesOf>[0]>>;
function shapeOf(schema: { shape: Shape }): Shape {
  return schema.shape;
}

function options({ say }: Frame, choices: readonly string[], chosen: string): Html[] {
  return choices.map((choice) => {
    const [ru, en] = choiceWords(choice);
    return html`<option value="${choice}" ${choice === chosen ? html`selected` : ""}>${say(ru, en)}</option>`;
  });
}

function checkbox(name: string, label: string, on: boolean): Html {
  return html`<label class="check"><input type="checkbox" name="${name}" value="on" ${on ? html`checked` : ""}>${label}</label>`;
}
