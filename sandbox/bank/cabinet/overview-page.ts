import { html } from "hono/html";
import { moscowText } from "../core/clock.ts";
import type { Html } from "../pages/layout.ts";
import { cabinetPage, flash, type Frame } from "./frame.ts";
import { newestOrders, ordersTable } from "./orders-pages.ts";

export function overviewPage(frame: Frame, done?: string, error?: string): Html {
  const { engine, say, link } = frame;
  const merchants = [...engine.state.merchants.values()];
  const body = html`${flash(frame, done, error)}
<section class="panel">
  <p>${say(
    "Это не банк, а тренажёр: он отвечает по тому же протоколу, что и платёжный шлюз. Здесь вы — сотрудник банка.",
    "This is not a bank but a simulator that speaks the protocol of the payment gateway. Here you are the bank's clerk.",
  )}</p>
  <p class="soft">${say("Адрес шлюза", "Gateway address")}: <code>${engine.publicUrl}/payment/rest/</code></p>
</section>
<section class="panel">
  <h2>${say("Часы банка", "Bank clock")}</h2>
  <p><span class="mono">${moscowText(engine.clock.now())}</span> ${say("МСК", "MSK")}
  ${engine.clock.offset() === 0 ? "" : html`<span class="soft">${say("сдвинуты", "moved")}</span>`}</p>
  <form class="row tight" method="post" action="${link("/clock")}">
    <button class="small" name="ms" value="60000">+1 ${say("минута", "minute")}</button>
    <button class="small" name="ms" value="1800000">+30 ${say("минут", "minutes")}</button>
    <button class="small" name="ms" value="86400000">+1 ${say("день", "day")}</button>
    <button class="small" name="ms" value="reset">${say("Настоящее время", "Real time")}</button>
  </form>
</section>
<section class="panel">
  <h2>${say("Магазины", "Merchants")}</h2>
  <div class="scroll" tabindex="0"><table>
    <tr><th>${say("Логин", "Login")}</th><th>${say("Название", "Name")}</th><th>${say("Адреса шлюза", "Gateway hosts")}</th><th>${say("Уведомления", "Notifications")}</th></tr>
    ${merchants.map(
      (merchant) => html`<tr><td><a class="mono" href="${link(`/merchants/${merchant.login}`)}">${merchant.login}</a></td>
      <td>${merchant.name}${merchant.mustChangePassword ? html` <span class="badge bad">${say("сменить пароль", "change password")}</span>` : ""}</td>
      <td>${merchant.hosts.join(", ")}</td><td class="mono">${merchant.callback.url === "" ? "—" : merchant.callback.url}</td></tr>`,
    )}
  </table></div>
  <details><summary>${say("Добавить магазин", "Add a merchant")}</summary>
  <form method="post" action="${link("/merchants")}"><div class="grid">
    <label>${say("Логин", "Login")}<input name="login" required maxlength="100" pattern="[A-Za-z0-9_.\\-]+"></label>
    <label>${say("Пароль", "Password")}<input name="password" required maxlength="200" autocomplete="off"></label>
    <label>${say("Название", "Name")}<input name="name" maxlength="255"></label></div>
    <button>${say("Добавить", "Add")}</button>
  </form></details>
</section>
<section class="panel"><h2>${say("Последние заказы", "Latest orders")}</h2>${ordersTable(frame, newestOrders(engine).slice(0, 10))}</section>
<section class="panel"><details><summary>${say("Сбросить тренажёр", "Reset the simulator")}</summary>
  <form method="post" action="${link("/reset")}">
    <label class="check"><input type="checkbox" name="sure" value="yes" required>${say("Удалить все заказы, магазины и настройки", "Delete all orders, merchants and settings")}</label>
    <button>${say("Сбросить", "Reset")}</button>
  </form></details></section>`;
  return cabinetPage(frame, "/", say("Кабинет банка", "Bank cabinet"), body);
}
