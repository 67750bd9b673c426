/**
 * One instance of the hub as its own process, without Next's pages: the entrance that payers, the bank and RetailCRM
 * know, and the worker. Put together of the same parts as server/start-hub.ts, so that it starts in a second and can
 * be killed. Says "ready <port>" when it serves.
 */
import type { AddressInfo } from "node:net";
import { env } from "#lib/env.ts";
import { PEER_HEADERS } from "#lib/http/client-ip.ts";
import { db } from "#lib/db.ts";
import { startWorker, stopWorker } from "#lib/worker.ts";
import { createFront } from "#server/front.ts";
import { loadFrontRoutes } from "#server/front-routes.ts";
import { listen, stopListening } from "#server/listen.ts";
import { peerAddress } from "#server/peer-address.ts";
import { createShutdown } from "#server/shutdown.ts";

const shutdown = createShutdown();
shutdown.push("the database pool", () => db.$disconnect());
await startWorker();
shutdown.push("the worker", () => stopWorker());
const front = createFront({
  routes: await loadFrontRoutes(false),
  mounts: [],
  next: (_, response) => {
    response.writeHead(404).end();
    return Promise.resolve();
  },
  publicUrl: env().publicUrl,
  peerHeaders: PEER_HEADERS,
  peerAddress: peerAddress(env().trustedProxies),
  onError: (error, pathname) => {
    console.error(pathname, error);
  },
});
const server = await listen(front, "127.0.0.1", 0);
shutdown.push("the web server", () => stopListening(server, 10_000));
process.on("SIGTERM", () => {
  void shutdown.run().then(() => process.exit(0));
});
console.log(`ready ${String((server.address() as AddressInfo).port)}`);
