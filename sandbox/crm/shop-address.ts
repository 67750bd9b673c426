/** Addresses of the stores. Without an address of its own a store is a small page of the simulator, so that the way back works offline. */
import type { Store } from "./state/store.ts";
import type { Order, Site } from "./state/order-types.ts";

export function siteUrl(store: Store, site: Site): string {
  return site.url ?? `${store.options.publicUrl}/shop/${encodeURIComponent(site.code)}`;
}

export function orderSiteUrl(store: Store, order: Order): string {
  const site = store.state.sites.find((candidate) => candidate.code === order.site);
  return site ? siteUrl(store, site) : store.options.publicUrl;
}

export function orderReturnUrl(store: Store, order: Order): string {
  return `${orderSiteUrl(store, order)}/thanks?order=${encodeURIComponent(order.number)}`;
}
