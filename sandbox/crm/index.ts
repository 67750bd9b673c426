/** Simulator of one RetailCRM account: API, callbacks to the module, and a console to act as its manager. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { createControl, type CrmControl } from "./control/control.ts";
import { createApp } from "./app.ts";
import { createStore } from "./state/store.ts";

export { sandboxAccount } from "./state/seed.ts";

export interface CrmOptions {
  /** Base of the browser pages; may contain a path, as in http://localhost:3000/sandbox/crm. */
  publicUrl: string;
  /** Technical address: the origin where the API listens. */
  systemUrl: string;
  stateFile?: string;
  /** Secret of the marketplace module, for the one-click connection. */
  moduleSecret?: string;
  /** Makes ids and keys repeatable. */
  seed?: number;
  /**
   * The only `host[:port]`s the simulator calls; absent: any. To be set where strangers may reach the console or the
   * control, because whoever registers a module decides where callbacks go.
   */
  moduleHosts?: readonly string[];
}

export interface Crm {
  /** Serves API, control and console; the path of publicUrl may stand before the path or be cut off. */
  fetch: (request: Request, env?: Partial<HttpBindings>) => Response | Promise<Response>;
  control: CrmControl;
  close(): Promise<void>;
}

export function createCrm(options: CrmOptions): Crm {
  const store = createStore({
    ...options,
    publicUrl: options.publicUrl.replace(/\/+$/, ""),
    systemUrl: options.systemUrl.replace(/\/+$/, ""),
  });
  const control = createControl(store);
  const app = createApp(store, control);
  return {
    fetch: (request, env) => app.fetch(request, env ?? {}),
    control,
    close() {
      store.close();
      return Promise.resolve();
    },
  };
}

/** Starts an account of its own on loopback; port 0 takes a free one. */
export async function startCrm(
  options: Partial<Omit<CrmOptions, "systemUrl">> & { port?: number; host?: string } = {},
): Promise<{ url: string; crm: Crm; close(): Promise<void> }> {
  const { port = 0, host = "127.0.0.1", publicUrl, ...rest } = options;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const url = `http://${host}:${String((server.address() as AddressInfo).port)}`;
  const crm = createCrm({ ...rest, publicUrl: publicUrl ?? url, systemUrl: url });
  const listener = getRequestListener((request, env) => crm.fetch(request, env as HttpBindings), {
    overrideGlobalObjects: false,
  });
  server.on("request", (incoming, outgoing) => void listener(incoming, outgoing));
  return {
    url,
    crm,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await crm.close();
    },
  };
}
