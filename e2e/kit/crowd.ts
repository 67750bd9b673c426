import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { Owner } from "#testing/e2e-hub.ts";
import type { Shop } from "#testing/e2e-shop.ts";
import { type HubClient, signIn } from "#testing/hub-client.ts";
import { cleanEnvironment, type HubProcess } from "#testing/hub-process.ts";

type Caller = Pick<HubClient, "fetch">;

export interface Crowd {
  readonly anonymous: Caller;
  readonly stranger: Caller;
  readonly viewer: Caller;
  /** Things of the owner's by id. */
  readonly ids: Readonly<Record<"connection" | "sync" | "payment" | "session" | "invitation" | "owner", string>>;
  /** What no answer may hold, whoever asks. */
  readonly secrets: readonly string[];
  /** What tells a stranger that there is such a shop. */
  readonly traces: readonly string[];
}

const root = path.resolve(import.meta.dirname, "../..");
const password = "a password of somebody else";

/** As an operator does it: with the hub running, and without belonging to anything. */
async function addUser({ dataDir }: HubProcess, email: string): Promise<void> {
  const args = ["server/cli.ts", "user:create", "--email", email, "--password", password];
  await promisify(execFile)(process.execPath, args, { cwd: root, env: cleanEnvironment({ DATA_DIR: dataDir }) });
}

/** A stranger, and a colleague who may only look; both with an account of their own. */
export async function makeCrowd(hub: HubProcess, shop: Shop, owner: Owner): Promise<Crowd> {
  const { client } = shop;
  const tag = Date.now().toString(36);
  const invite = () =>
    client.post<{ id: string; url: string }>(`/api/connections/${shop.connectionId}/invitations`, { role: "viewer", note: "Для проверки" });
  const anonymous: Caller = { fetch: (address, init) => fetch(`${hub.url}${address}`, { redirect: "manual", ...init }) };

  const viewerEmail = `viewer-${tag}@example.ru`;
  const token = new URL((await invite()).url).pathname.split("/").at(-1);
  await anonymous.fetch("/api/invitations/account", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, email: viewerEmail, password }),
  });
  const strangerEmail = `stranger-${tag}@example.ru`;
  await addUser(hub, strangerEmail);
  const [viewer, stranger] = await Promise.all([signIn(hub.url, viewerEmail, password), signIn(hub.url, strangerEmail, password)]);

  const issued = await shop.issue();
  const members = await client.get<{ members: { userId: string; self: boolean }[] }>(`/api/connections/${shop.connectionId}/members`);
  const sessions = await client.get<{ items: { id: string }[] }>("/api/me/sessions");
  const sync = await client.get<{ callbackUrl: string }>(`/api/syncs/${shop.syncId}`);
  const ids = {
    connection: shop.connectionId,
    sync: shop.syncId,
    payment: await shop.paymentIdOf(issued),
    session: sessions.items[0]?.id ?? "",
    invitation: (await invite()).id,
    owner: members.members.find(({ self }) => self)?.userId ?? "",
  };
  const clientIds = shop.crm.control.listModules().map(({ clientId }) => clientId);
  return {
    anonymous,
    stranger,
    viewer,
    ids,
    secrets: [...Object.values(shop.secrets), owner.password, ...clientIds, sync.callbackUrl.split("/").at(-1) ?? ""],
    traces: [shop.name, shop.shopCode, issued.uuid, issued.link.split("/").at(-1) ?? "", owner.email, ids.connection, ids.sync, ids.payment],
  };
}
