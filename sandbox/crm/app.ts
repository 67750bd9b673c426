/** One Hono app for API, control and console. */
import { Hono } from "hono";
import { mountApi } from "./api/router.ts";
import type { CrmBindings } from "./api/pipeline.ts";
import { mountConsole } from "./console/console.ts";
import { mountControl, type CrmControl } from "./control/control.ts";
import type { Store } from "./state/store.ts";

export function createApp(store: Store, control: CrmControl): Hono<CrmBindings> {
  const prefix = new URL(store.options.publicUrl).pathname.replace(/\/+$/, "");
  const app = new Hono<CrmBindings>({
    // The console's links carry the path of its public address; the same app also answers below its own root.
    getPath(request) {
      const path = new URL(request.url).pathname;
      return prefix !== "" && (path === prefix || path.startsWith(`${prefix}/`))
        ? path.slice(prefix.length) || "/"
        : path;
    },
  });
  mountApi(app, store);
  mountControl(app, control);
  mountConsole(app, store, control, prefix);
  return app;
}
