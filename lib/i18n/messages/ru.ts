import auth from "./ru/auth.json" with { type: "json" };
import connections from "./ru/connections.json" with { type: "json" };
import crm from "./ru/crm.json" with { type: "json" };
import drills from "./ru/drills.json" with { type: "json" };
import errors from "./ru/errors.json" with { type: "json" };
import help from "./ru/help.json" with { type: "json" };
import links from "./ru/links.json" with { type: "json" };
import overview from "./ru/overview.json" with { type: "json" };
import payments from "./ru/payments.json" with { type: "json" };
import receipts from "./ru/receipts.json" with { type: "json" };
import reconciliation from "./ru/reconciliation.json" with { type: "json" };
import settings from "./ru/settings.json" with { type: "json" };
import shell from "./ru/shell.json" with { type: "json" };
import syncs from "./ru/syncs.json" with { type: "json" };
import team from "./ru/team.json" with { type: "json" };

/** One file per area of the product. The Russian catalog gives the shape that every other one must have. */
export const ru = { auth, connections, crm, drills, errors, help, links, overview, payments, receipts, reconciliation, settings, shell, syncs, team };

export type Messages = typeof ru;
