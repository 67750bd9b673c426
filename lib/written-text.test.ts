import { expect, it } from "vitest";
import { newUserInput, preferencesInput } from "./auth/account-schema.ts";
import { connectionPatch } from "./connections/connection-schema.ts";
import { syncPatchInput } from "./syncs/sync-schema.ts";
import { invitationInput } from "./team/member-schema.ts";
import { storable } from "./written-text.ts";

const user = { email: "a@example.ru", password: "верный пароль 1" };

it.each([
  ["a new user's name", (name: string) => newUserInput.safeParse({ ...user, name })],
  ["a person's name", (name: string) => preferencesInput.safeParse({ name })],
  ["a connection's name", (name: string) => connectionPatch.safeParse({ name })],
  ["a sync's name", (name: string) => syncPatchInput.safeParse({ name })],
  ["a note", (note: string) => invitationInput.safeParse({ role: "viewer", note })],
])("%s is one that can be stored and read", (_, parse) => {
  for (const text of ["Анна 👩‍💻", "O'Neil & Co <x>"]) expect(parse(text).success).toBe(true);
  for (const text of ["a\u0000b", "a\ud83d", "a\u0007b", "a\u202eb"]) {
    expect(parse(text).error?.issues.map(({ message }) => message)).toEqual(["control_characters"]);
  }
});

it("leaves of a foreign text what can be stored", () => {
  expect(storable("a\u0000b\ud83d c")).toBe("ab\ufffd c");
  expect(storable("xx💳", 3)).toBe("xx\ufffd");
});
