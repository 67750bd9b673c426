import { expect, it } from "vitest";
import { db } from "./db.ts";
import { readHealth } from "./health/read-health.ts";
import { rotateKeys } from "./rotate-secrets.ts";
import { env } from "./env.ts";
import { seal, unseal } from "./secrets.ts";

const key = (byte: number): string => `v1:${Buffer.alloc(32, byte).toString("base64")}`;
const [current = ""] = env().encryptionKeys;

/** env() is read once per process; a test changes what it holds as an operator's restart would. */
const useKeys = (...entries: string[]): void => {
  env().encryptionKeys.splice(0, Infinity, ...entries);
};

const ids = {
  connection: "018f3f5e-0000-7000-8000-000000000001",
  sync: "018f3f5e-0000-7000-8000-000000000002",
};

const store = async (sealing: string): Promise<void> => {
  const secret = (field: string, id: string, plain: string) => seal(plain, { field, id }, [sealing]);
  await db.connection.create({
    data: {
      id: ids.connection,
      systemUrl: "https://demo.retailcrm.ru",
      name: "demo",
      moduleCode: "m",
      integrationCode: "i",
      apiKeyTail: "1234",
      sealedApiKey: secret("Connection.apiKey", ids.connection, "api-key"),
    },
  });
  await db.sync.create({
    data: {
      id: ids.sync,
      connectionId: ids.connection,
      name: "shop",
      shopCode: "s",
      environment: "test",
      login: "r-shop-api",
      syncKey: "k".repeat(43),
      confirmation: "auto",
      taxSystem: 0,
      sealedPassword: secret("Sync.password", ids.sync, "bank-password"),
      sealedCallbackToken: secret("Sync.callbackToken", ids.sync, "token"),
    },
  });
};

const readAll = async () => {
  const connection = await db.connection.findUniqueOrThrow({ where: { id: ids.connection } });
  const sync = await db.sync.findUniqueOrThrow({ where: { id: ids.sync } });
  return [connection.sealedApiKey, sync.sealedPassword, sync.sealedCallbackToken ?? ""];
};

it("seals everything with the first key, after which the old key is useless and not needed", async () => {
  useKeys(key(9), current);
  await store(current);
  expect(await rotateKeys()).toEqual({ resealed: 3, current: 0, unreadable: [] });
  const [apiKey = "", password = "", token = ""] = await readAll();
  expect(unseal(apiKey, { field: "Connection.apiKey", id: ids.connection }, [key(9)])).toBe("api-key");
  expect(unseal(password, { field: "Sync.password", id: ids.sync }, [key(9)])).toBe("bank-password");
  expect(unseal(token, { field: "Sync.callbackToken", id: ids.sync }, [key(9)])).toBe("token");
  expect(() => unseal(apiKey, { field: "Connection.apiKey", id: ids.connection }, [current])).toThrow();
  expect(await rotateKeys()).toEqual({ resealed: 0, current: 3, unreadable: [] });
});

it("leaves what no key opens exactly as it is, and health says so", async () => {
  useKeys(key(9));
  await store(current);
  const before = await readAll();
  const { resealed, unreadable } = await rotateKeys();
  expect(resealed).toBe(0);
  expect(unreadable).toEqual([
    `Connection.apiKey ${ids.connection}`,
    `Sync.password ${ids.sync}`,
    `Sync.callbackToken ${ids.sync}`,
  ]);
  expect(await readAll()).toEqual(before);
  const { ok, parts } = await readHealth();
  expect(ok).toBe(false);
  expect(parts.secrets).toMatchObject({
    ok: false,
    reason: expect.stringContaining("cannot decrypt credentials") as string,
  });
  useKeys(current);
  expect((await readHealth()).parts.secrets).toEqual({ ok: true });
});
