import { beforeEach, expect, it } from "vitest";
import { createUser } from "#lib/auth/create-user.ts";
import { db } from "#lib/db.ts";
import { assertRole, memberConnectionIds } from "./assert-role.ts";

let connectionId: string;
const actors: Record<string, { userId: string }> = {};

beforeEach(async () => {
  const connection = await db.connection.create({
    data: { systemUrl: "https://demo.retailcrm.ru", name: "demo", moduleCode: "m", integrationCode: "i", sealedApiKey: "x", apiKeyTail: "x" },
  });
  connectionId = connection.id;
  for (const role of ["owner", "manager", "viewer"] as const) {
    const { id } = await createUser({ email: `${role}@example.ru`, password: "long enough pw" });
    await db.membership.create({ data: { userId: id, connectionId, role } });
    actors[role] = { userId: id };
  }
  actors["stranger"] = { userId: (await createUser({ email: "s@example.ru", password: "long enough pw" })).id };
});

const outcome = (who: string, needed: "viewer" | "manager" | "owner", id = connectionId): Promise<string> =>
  assertRole(actors[who] ?? { userId: "" }, id, needed).catch((error: unknown) => (error as { code: string }).code);

it("lets each role do what it may and no more", async () => {
  const needed = ["viewer", "manager", "owner"] as const;
  const table = async (who: string) => Promise.all(needed.map((role) => outcome(who, role)));
  expect(await table("owner")).toEqual(["owner", "owner", "owner"]);
  expect(await table("manager")).toEqual(["manager", "manager", "forbidden"]);
  expect(await table("viewer")).toEqual(["viewer", "forbidden", "forbidden"]);
  expect(await table("stranger")).toEqual(["not_found", "not_found", "not_found"]);
});

it.each(["", "1", "'; DROP TABLE x", "00000000-0000-0000-0000-000000000000"])("knows no connection %j", async (id) => {
  expect(await outcome("owner", "viewer", id)).toBe("not_found");
});

it("lists the connections a person belongs to", async () => {
  expect(await memberConnectionIds(actors["viewer"] ?? { userId: "" })).toEqual([connectionId]);
  expect(await memberConnectionIds(actors["stranger"] ?? { userId: "" })).toEqual([]);
});
