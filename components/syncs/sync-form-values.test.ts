import { describe, expect, it } from "vitest";
import { editSyncInput, newSyncInput } from "#lib/syncs/sync-schema.ts";
import { newSyncBody, newSyncValues, storedSyncValues, syncPatchBody } from "./sync-form-values.ts";

const connectionId = "9d0a4f0e-8f0b-4a9b-8b1f-6f7d8e9c0a11";
const fresh = newSyncValues({ connectionId, sandbox: true, holdHours: 168 });
const filled = { ...fresh, name: "Shop", login: "shop-api", password: " p&+% " };

it("sends a new sync that the server's schema accepts, without the fields left empty", () => {
  const body = newSyncBody(newSyncInput.parse(filled));
  expect(body).not.toHaveProperty("callbackToken");
  expect(body).not.toHaveProperty("callbackPublicKey");
  expect(body).toMatchObject({ connectionId, password: " p&+% ", environment: "sandbox", taxSystem: 0 });
  expect(newSyncInput.safeParse(body).success).toBe(true);
});

describe("changes of a sync", () => {
  const shown = { ...filled, password: "", callbackPublicKey: "KEY", taxSystem: 1, linkDays: 3 } as const;
  const patch = (typed: Partial<typeof filled>, removeToken = false) =>
    syncPatchBody(editSyncInput.parse({ ...shown, ...typed }), shown, removeToken);

  it("are what the person changed, and nothing else: others may have changed the rest", () => {
    expect(patch({})).toEqual({});
    expect(patch({ name: "Other", confirmation: "manual" })).toEqual({ name: "Other", confirmation: "manual" });
    expect(patch({ linkDays: null })).toEqual({ linkDays: null });
    expect(patch({ callbackPublicKey: "" })).toEqual({ callbackPublicKey: null });
    expect(patch({ callbackPublicKey: "NEW" })).toEqual({ callbackPublicKey: "NEW" });
  });

  it("keep secrets that were not typed, and remove the token only when asked", () => {
    expect(patch({ callbackToken: "new" })).toEqual({ callbackToken: "new" });
    expect(patch({}, true)).toEqual({ callbackToken: null });
  });

  it("of the access go together", () => {
    const { environment, login } = shown;
    expect(patch({ password: "p" })).toEqual({ environment, login, password: "p" });
    expect(patch({ login: "r-other-api" })).toEqual({ environment, login: "r-other-api" });
  });
});

it("shows a stored sync without its secrets", () => {
  const sync = { ...filled, taxSystem: 9, holdHours: 72, linkDays: 3, callbackPublicKey: null };
  const values = storedSyncValues(sync as unknown as Parameters<typeof storedSyncValues>[0]);
  expect(values).toMatchObject({ password: "", callbackToken: "", callbackPublicKey: "", taxSystem: 0, holdHours: 72, linkDays: 3 });
});
