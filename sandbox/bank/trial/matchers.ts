import { expect } from "vitest";

/** vitest's loose matchers with a type that the linter trusts. */
export const aNumber: unknown = expect.any(Number);
export const aString: unknown = expect.any(String);
export const containing = (text: string): unknown => expect.stringContaining(text);
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
