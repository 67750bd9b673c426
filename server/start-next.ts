import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Env } from "#lib/env.ts";
import { root } from "./build.ts";
import type { NodeHandler } from "./front.ts";

export interface NextApp {
  readonly handle: NodeHandler;
  /** Hot reload's socket; only in development. */
  readonly upgrade: ((message: IncomingMessage, socket: Duplex, head: Buffer) => void) | null;
}

/** Next greets on standard output, which is for JSON lines only. */
const prepareQuietly = async (prepare: () => Promise<void>): Promise<void> => {
  const usual = console.log;
  console.log = console.error;
  try {
    await prepare();
  } finally {
    console.log = usual;
  }
};

/** Next in this process, behind our front. */
export const startNext = async (env: Env, dev: boolean): Promise<NextApp> => {
  Object.assign(process.env, {
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_URL: env.publicUrl,
  });
  const { default: next } = await import("next");
  const app = next({ dev, dir: root, hostname: env.host, port: env.port, turbopack: dev });
  await prepareQuietly(() => app.prepare());
  const handle = app.getRequestHandler();
  const upgradeHandler = dev ? app.getUpgradeHandler() : null;
  return {
    handle: (message, response) => handle(message, response),
    upgrade:
      upgradeHandler === null
        ? null
        : (message, socket, head) => {
            void upgradeHandler(message, socket, head);
          },
  };
};
