import { readFileSync } from "node:fs";
import { Hono } from "hono";

const ASSETS: readonly (readonly [name: string, type: string])[] = [
  ["style.css", "text/css; charset=UTF-8"],
  ["countdown.js", "text/javascript; charset=UTF-8"],
  ["icon.svg", "image/svg+xml"],
];

export function assetRoutes(): Hono {
  const app = new Hono();
  for (const [name, type] of ASSETS) {
    const body = readFileSync(new URL(`./assets/${name}`, import.meta.url), "utf8");
    app.get(`/${name}`, (c) => c.body(body, 200, { "content-type": type, "cache-control": "max-age=300" }));
  }
  return app;
}
