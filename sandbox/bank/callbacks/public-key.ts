import type { Engine } from "../core/engine.ts";
import type { KeyPair } from "../core/state.ts";
import { makeKeyPair } from "./checksum.ts";

/** The bank's signature key, made when first wanted. */
export function keyPairOf(engine: Engine): KeyPair {
  if (engine.state.keyPair === null) {
    engine.state.keyPair = makeKeyPair();
    engine.changed();
  }
  return engine.state.keyPair;
}

/** PEM (SPKI), as merchants download it from the cabinet. */
export function publicKey(engine: Engine): string {
  return keyPairOf(engine).publicPem;
}
