/** Form of a new or changed order. */
import { html } from "hono/html";
import { roublesText } from "../money.ts";
import type { Order, OrderItem } from "../state/order-types.ts";
import { input, select } from "./forms.ts";
import { vatText } from "./order-page.ts";
import { page, type Html, type Visit } from "./page.ts";

const ROWS = 5;
const vatCodes = [
  "none",
  "vat0",
  "vat5",
  "vat7",
  "vat10",
  "vat20",
  "vat22",
  "vat105",
  "vat107",
  "vat110",
  "vat120",
  "vat122",
];
const paymentObjects = ["commodity", "service", "payment", "excise", "job", "another"];
const paymentObjectWords: Record<string, readonly [ru: string, en: string]> = {
  commodity: ["товар", "product"],
  service: ["услуга", "service"],
  payment: ["платёж", "payment"],
  excise: ["подакцизный товар", "excise product"],
  job: ["работа", "work"],
  another: ["другое", "other"],
};

/** Values as typed; missing names are empty. */
export type OrderFields = Record<string, string>;

export function orderFormPage(
  v: Visit,
  order: Order | null,
  values: OrderFields,
  error: string | null,
): Promise<Response> {
  const { t, base } = v;
  const value = (name: string): string => values[name] ?? "";
  const rows = Math.max(ROWS, (order?.items.length ?? 0) + 2);
  return page(v, {
    title: order ? `${t.orderChange} ${order.number}` : t.newOrder,
    section: "/",
    status: error === null ? 200 : 400,
    body: html`<h1>${order ? `${t.orderChange} ${order.number}` : t.newOrder}</h1>
      ${error === null ? "" : html`<p class="flash bad" role="alert">${t.formError}: ${error}</p>`}
      <form method="post" action="${base}/orders/${order ? html`${order.id}/change` : "new"}" class="card form">
        <fieldset>
          <legend>${t.items}</legend>
          ${Array.from({ length: rows }, (_, index) => itemRow(v, index, value))}
        </fieldset>
        <fieldset class="grid">
          <legend>${t.total}</legend>
          ${input("discount", t.orderDiscount, value("discount"), html`inputmode="decimal"`)}
          ${input("deliveryCost", t.deliveryCost, value("deliveryCost"), html`inputmode="decimal"`)}
          ${input("deliveryName", t.delivery, value("deliveryName"))}<label
            >${t.vat}${vatSelect(v, "deliveryVat", value("deliveryVat"))}</label
          >
        </fieldset>
        <fieldset class="grid">
          <legend>${t.customer}</legend>
          ${input("firstName", t.firstName, value("firstName"))} ${input("lastName", t.lastName, value("lastName"))}
          ${input("patronymic", t.patronymic, value("patronymic"))}
          ${input("phone", t.phone, value("phone"), html`inputmode="tel"`)}
          ${input("email", t.email, value("email"), html`inputmode="email"`)}
          <label
            >${t.contragent}${select(
              "contragentType",
              [
                ["individual", t.contragentIndividual],
                ["legal-entity", t.contragentLegal],
                ["enterpreneur", t.contragentEntrepreneur],
              ],
              value("contragentType"),
            )}</label
          >
          ${input("legalName", t.legalName, value("legalName"))} ${input("INN", t.inn, value("INN"))}
          <label
            >${t.store}${select(
              "site",
              v.store.state.sites.map((site) => [site.code, site.name] as const),
              value("site"),
            )}</label
          >
        </fieldset>
        <div class="row">
          <button class="main">${t.save}</button
          ><a href="${base}/${order ? html`orders/${order.id}/edit` : ""}">${t.cancel}</a>
        </div>
      </form>`,
  });
}

function itemRow(v: Visit, index: number, value: (name: string) => string): Html {
  const { t } = v;
  const name = (part: string): string => `item${String(index)}_${part}`;
  const current = (part: string): string => value(name(part));
  return html`<div class="item">
    ${input(name("name"), t.itemName, current("name"))}
    ${input(name("price"), t.price, current("price"), html`inputmode="decimal"`)}
    ${input(name("quantity"), t.quantity, current("quantity"), html`inputmode="decimal"`)}
    ${input(name("unit"), t.unit, current("unit"))}<label>${t.vat}${vatSelect(v, name("vat"), current("vat"))}</label>
    ${input(name("discount"), t.discount, current("discount"), html`inputmode="decimal"`)}<label
      >${t.itemKind}${select(
        name("object"),
        paymentObjects.map((object) => [object, paymentObjectText(v, object)] as const),
        current("object"),
      )}</label
    >
    ${input(name("marking"), t.markingCodeLabel, current("marking"))}
    <input type="hidden" name="${name("method")}" value="${current("method")}" /><input
      type="hidden"
      name="${name("product")}"
      value="${current("product")}"
    />
  </div>`;
}

function paymentObjectText(v: Visit, code: string): string {
  return paymentObjectWords[code]?.[v.language === "ru" ? 0 : 1] ?? code;
}

function vatSelect(v: Visit, name: string, chosen: string): Html {
  const known = chosen === "" || vatCodes.includes(chosen) ? vatCodes : [...vatCodes, chosen];
  return select(
    name,
    known.map((code) => [code, vatText(v, code)] as const),
    chosen === "" ? "vat22" : chosen,
  );
}

/** The order as form values; for a new one, sensible beginnings. */
export function orderFields(order: Order | null): OrderFields {
  if (!order)
    return {
      firstName: "Мария",
      lastName: "Иванова",
      phone: "+7 900 111-22-33",
      email: "maria@example.ru",
      item0_name: "Кофеварка",
      item0_price: "4990",
      item0_quantity: "1",
      item0_unit: "шт",
    };
  const { customer, delivery } = order;
  return {
    ...Object.fromEntries(order.items.flatMap(itemFields)),
    discount: order.discount === 0 ? "" : roublesText(order.discount),
    deliveryCost: delivery ? roublesText(delivery.cost) : "",
    deliveryName: delivery?.name ?? "",
    deliveryVat: delivery?.vat ?? "",
    site: order.site,
    firstName: customer?.firstName ?? "",
    lastName: customer?.lastName ?? "",
    patronymic: customer?.patronymic ?? "",
    phone: customer?.phone ?? "",
    email: customer?.email ?? "",
    contragentType: customer?.contragentType ?? "",
    legalName: customer?.legalName ?? "",
    INN: customer?.INN ?? "",
  };
}

function itemFields(item: OrderItem, index: number): [string, string][] {
  const prefix = `item${String(index)}_`;
  const values = {
    name: item.name,
    price: roublesText(item.price),
    quantity: item.quantity,
    unit: item.unit ?? "",
    vat: item.vat ?? "none",
    discount: item.discount === 0 ? "" : roublesText(item.discount),
    object: item.paymentObject,
    marking: item.markingCode ?? "",
    method: item.paymentMethod,
    product: item.productCode ?? "",
  };
  return Object.entries(values).map(([part, text]) => [`${prefix}${part}`, text]);
}
