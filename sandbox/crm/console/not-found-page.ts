import { html } from "hono/html";
import { page, type Visit } from "./page.ts";

export function notFoundPage(v: Visit): Promise<Response> {
  return page(v, {
    title: v.t.notFound,
    section: "",
    status: 404,
    body: html`<h1>${v.t.notFound}</h1>
      <p>${v.t.notFoundText}</p>
      <p><a class="button" href="${v.base}/">${v.t.backToOrders}</a></p>`,
  });
}
