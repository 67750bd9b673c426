import type { Env } from "#lib/env.ts";
import { announce, announceReady } from "./announce.ts";
import { buildWhenChanged } from "./build.ts";
import { createFront, type NodeHandler } from "./front.ts";
import { frontRoutes, loadFrontRoutes } from "./front-routes.ts";
import { assertAddressFree, listen, stopListening } from "./listen.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open-database.ts";
import { peerAddress } from "./peer-address.ts";
import { settingWarnings } from "./setting-warnings.ts";
import type { Shutdown } from "./shutdown.ts";
import { noSimulators, startSimulators } from "./simulators.ts";
import { startNext } from "./start-next.ts";

const drainMs = 10_000;

const notFound: NodeHandler = (_message, response) => {
  response.writeHead(404, { "content-type": "application/json" });
  response.end('{"error":{"code":"not_found","message":"This process only works the queue"}}');
  return Promise.resolve();
};

const databaseAddress = (): string => process.env["DATABASE_URL"] ?? "";

export interface StartOptions {
  readonly env: Env;
  /** Hot reload instead of a build. */
  readonly dev: boolean;
  readonly shutdown: Shutdown;
  /** Aborted when the process is asked to stop before it is ready. */
  readonly signal: AbortSignal;
}

/** Starts everything in order; each thing started is handed to `shutdown` at once. */
export const startHub = async ({ env, dev, shutdown, signal }: StartOptions): Promise<void> => {
  const startedAt = performance.now();
  settingWarnings(env).forEach(announce);
  await assertAddressFree(env.host, env.port);
  const workerOnly = env.worker === "only";
  const database = await openDatabase(env, announce);
  shutdown.push("the database", () => database.close());
  const applied = await migrate(databaseAddress());
  if (applied.length > 0) announce(`Database brought up to date: ${applied.join(", ")}`);
  signal.throwIfAborted();
  if (!dev && !workerOnly) await buildWhenChanged(announce, signal);

  const simulators = env.sandbox && !workerOnly ? await startSimulators(env) : noSimulators;
  shutdown.push("the simulators", () => simulators.close());

  signal.throwIfAborted();
  // From here on the environment is complete, so modules that read it may be loaded.
  const [{ log }, { db }, { observeRequest }, { PEER_HEADERS }] = await Promise.all([
    import("#lib/log.ts"),
    import("#lib/db.ts"),
    import("#lib/health/request-seconds.ts"),
    import("#lib/http/client-ip.ts"),
  ]);
  shutdown.push("the database pool", () => db.$disconnect());
  // A hub that only this machine can reach serves no real account, and calls nobody by itself.
  if (env.publicUrl.startsWith("https:")) {
    const { startCrmDomainRefresh } = await import("#lib/retailcrm/domain-lists.ts");
    await startCrmDomainRefresh();
  }
  const { ensureFirstOwner } = await import("#lib/auth/ensure-first-owner.ts");
  const { setupUrl } = workerOnly ? { setupUrl: null } : await ensureFirstOwner();

  const next = workerOnly ? { handle: notFound, upgrade: null } : await startNext(env, dev);
  const front = createFront({
    routes: dev ? frontRoutes([]) : await loadFrontRoutes(workerOnly),
    mounts: simulators.mounts,
    next: next.handle,
    publicUrl: env.publicUrl,
    peerHeaders: PEER_HEADERS,
    peerAddress: peerAddress(env.trustedProxies),
    onAnswer: observeRequest,
    onError: (error, pathname) => {
      log.error({ error, path: pathname }, "unanswered request");
    },
  });
  signal.throwIfAborted();
  const { startQueue, startWorker, stopWorker } = await import("#lib/worker.ts");
  // Without a worker here this process still enqueues for the one elsewhere.
  await (env.worker === "off" ? startQueue() : startWorker());
  shutdown.push("the worker", () => stopWorker());
  const server = await listen(front, env.host, env.port);
  if (next.upgrade !== null) server.on("upgrade", next.upgrade);
  shutdown.push("the web server", () => stopListening(server, drainMs));
  announceReady({
    publicUrl: env.publicUrl,
    setupUrl,
    sandbox: env.sandbox,
    seconds: (performance.now() - startedAt) / 1000,
  });
};
