/** Permissions a key needs, in the order of RetailCRM's own page (protocols: retailcrm 1.4). */
export const neededScopes = ["integration_read", "integration_write", "payments_read", "payments_write", "reference_read"] as const;

export type NeededScope = (typeof neededScopes)[number];

export const isNeededScope = (name: string): name is NeededScope => neededScopes.some((scope) => scope === name);
