import { expect, it } from "vitest";
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

it("keeps secrets that were not typed and removes the token only when asked", () => {
  const values = editSyncInput.parse({ ...filled, password: "" });
  const kept = syncPatchBody(values, false);
  expect(kept).not.toHaveProperty("password");
  expect(kept).not.toHaveProperty("callbackToken");
  expect(kept).not.toHaveProperty("connectionId");
  expect(syncPatchBody(values, true)).toMatchObject({ callbackToken: null });
  expect(syncPatchBody({ ...values, callbackToken: "new", password: "p" }, false)).toMatchObject({ callbackToken: "new", password: "p" });
});

it("shows a stored sync without its secrets", () => {
  const sync = { ...filled, taxSystem: 9, holdHours: 72, linkDays: 3, callbackPublicKey: null };
  const values = storedSyncValues(sync as unknown as Parameters<typeof storedSyncValues>[0]);
  expect(values).toMatchObject({ password: "", callbackToken: "", callbackPublicKey: "", taxSystem: 0, holdHours: 72, linkDays: 3 });
});
