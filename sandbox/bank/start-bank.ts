import { createAdaptorServer } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import { type Bank, createBank } from "./bank.ts";

export interface StartOptions {
  /** 0 or absent = any free port. */
  port?: number;
  host?: string;
  /** Default: the address it listens on. */
  publicUrl?: string;
  stateFile?: string;
  seed?: number;
}

export interface StartedBank {
  url: string;
  /** Base for the gateway's methods, with a trailing slash. */
  restUrl: string;
  bank: Bank;
  close(): Promise<void>;
}

/** A bank on an HTTP server of its own. */
export async function startBank(options: StartOptions = {}): Promise<StartedBank> {
  const { port = 0, host = "127.0.0.1", publicUrl, stateFile, seed } = options;
  const running: { bank?: Bank } = {};
  const server = createAdaptorServer({
    fetch: (request, env) => running.bank?.fetch(request, env) ?? new Response(null, { status: 503 }),
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${String(address.port)}`;
  const started = createBank({
    publicUrl: publicUrl ?? url,
    ...(stateFile === undefined ? {} : { stateFile }),
    ...(seed === undefined ? {} : { seed }),
  });
  running.bank = started;
  return {
    url,
    restUrl: `${url}/payment/rest/`,
    bank: started,
    async close() {
      // Keep-alive connections of clients would hold the server open for ever.
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await started.close();
    },
  };
}
