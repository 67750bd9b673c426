import type { Context } from "hono";
import { explain } from "../control/explain.ts";
import type { Engine } from "../core/engine.ts";
import type { Html } from "../pages/layout.ts";
import { type Frame, frameOf } from "./frame.ts";

export async function form(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text());
}

/** Does the work and goes back to the page; a refusal is shown on the page itself, with nothing changed. */
export async function press(
  c: Context,
  engine: Engine,
  back: string,
  page: (frame: Frame, done?: string, error?: string) => Html,
  work: () => Promise<unknown>,
): Promise<Response> {
  try {
    await work();
    return c.redirect(`${engine.basePath}${back}?done=1`, 303);
  } catch (error) {
    return c.html(page(frameOf(engine, c), undefined, explain(error)), 422);
  }
}
