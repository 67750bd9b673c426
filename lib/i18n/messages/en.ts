import auth from "./en/auth.json" with { type: "json" };
import connections from "./en/connections.json" with { type: "json" };
import crm from "./en/crm.json" with { type: "json" };
import drills from "./en/drills.json" with { type: "json" };
import errors from "./en/errors.json" with { type: "json" };
import help from "./en/help.json" with { type: "json" };
import links from "./en/links.json" with { type: "json" };
import overview from "./en/overview.json" with { type: "json" };
import payments from "./en/payments.json" with { type: "json" };
import receipts from "./en/receipts.json" with { type: "json" };
import reconciliation from "./en/reconciliation.json" with { type: "json" };
import settings from "./en/settings.json" with { type: "json" };
import shell from "./en/shell.json" with { type: "json" };
import syncs from "./en/syncs.json" with { type: "json" };
import team from "./en/team.json" with { type: "json" };
import type { Messages } from "./ru.ts";

export const en: Messages = { auth, connections, crm, drills, errors, help, links, overview, payments, receipts, reconciliation, settings, shell, syncs, team };
