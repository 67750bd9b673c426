/** A control method is one function that can be called in the process or over HTTP with a JSON object. */
import { z } from "zod";
import type { Store } from "../state/store.ts";

export type Method<In, Out> = (input: In) => Out;

/** What a caller asked for does not exist or does not fit; becomes HTTP 400. */
export class ControlError extends Error {
  override name = "ControlError";
}

export function method<S extends z.ZodType, Out>(
  store: Store,
  schema: S,
  run: (store: Store, input: z.output<S>) => Out,
): Method<z.input<S>, Out> {
  return (input) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw new ControlError(z.prettifyError(parsed.error));
    return run(store, parsed.data);
  };
}

/** A method whose input may be left out. */
export function optionalMethod<S extends z.ZodType, Out>(
  store: Store,
  schema: S,
  run: (store: Store, input: z.output<S>) => Out,
): (input?: z.input<S>) => Out {
  const strict = method(store, schema, run);
  return (input) => strict(input ?? ({} as z.input<S>));
}
