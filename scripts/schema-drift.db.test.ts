import { expect, it } from "vitest";
import { env } from "#lib/env.ts";
import { diffToSchema } from "./schema-diff.ts";

it("the migrations lead exactly to prisma/schema.prisma", async () => {
  expect(await diffToSchema(env().databaseUrl ?? "")).toBe("");
});
