import { createServer, type Server } from "node:http";
import type { NodeHandler } from "./front.ts";

const limits = {
  headersTimeout: 15_000,
  /** Whole request including the body; long answers are not counted. */
  requestTimeout: 30_000,
  /** Longer than the usual proxy's, so that the proxy is the one to close. */
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 32_768,
} as const;

const listenError = (error: unknown, host: string, port: number): Error => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const reasons: Record<string, string> = {
    EADDRINUSE: "the port is already in use. Stop the other program or set PORT",
    EACCES: "this user may not use that port. Set PORT to 1024 or higher",
    EADDRNOTAVAIL: "this machine has no such address. Set HOST",
    ENOTFOUND: "the host name is unknown. Set HOST",
  };
  const reason = typeof code === "string" ? reasons[code] : undefined;
  return reason === undefined ? new Error(String(error)) : new Error(`Cannot listen on ${host}:${port}: ${reason}.`);
};

/** @throws with a sentence for people when the address cannot be had */
export const listen = (handler: NodeHandler, host: string, port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(limits, (message, response) => void handler(message, response));
    server.once("error", (error) => {
      reject(listenError(error, host, port));
    });
    server.listen({ host, port, exclusive: true }, () => {
      resolve(server);
    });
  });

/** Fails at once, before anything costly has begun, when the address cannot be had. */
export const assertAddressFree = async (host: string, port: number): Promise<void> => {
  const server = await listen(() => Promise.resolve(), host, port);
  await stopListening(server, 0);
};

/** Takes no new connections and lets running answers finish for at most `graceMs`. */
export const stopListening = async (server: Server, graceMs: number): Promise<void> => {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  // A kept-alive connection becomes idle only when its answer is out, so this is asked again and again.
  server.closeIdleConnections();
  const sweep = setInterval(() => {
    server.closeIdleConnections();
  }, 50);
  const timer = setTimeout(() => {
    server.closeAllConnections();
  }, graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(timer);
};
