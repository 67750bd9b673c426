import { describe, expect, it } from "vitest";
import { parseEnv, type Env } from "./env-schema.ts";

const key = (byte: number): string => `v1:${Buffer.alloc(32, byte).toString("base64")}`;
const external = { DATABASE_URL: "postgresql://u:p@db/hub", ENCRYPTION_KEY: key(1), NEXTAUTH_SECRET: "s".repeat(32) };

const parsed = (raw: Record<string, string>): Env => {
  const result = parseEnv(raw);
  if (!result.ok) throw new Error(result.problems.join("\n"));
  return result.env;
};

const problems = (raw: Record<string, string>): string[] => {
  const result = parseEnv(raw);
  return result.ok ? [] : result.problems;
};

describe("defaults", () => {
  it("needs nothing in embedded mode", () => {
    expect(parsed({})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      publicUrl: "http://localhost:3000",
      shortUrl: "http://localhost:3000",
      databaseUrl: null,
      encryptionKeys: [],
      moduleSecret: null,
      moduleCode: "alfabank",
      extraCrmHosts: [],
      alfabankTestUrl: "https://alfa.rbsuat.com/payment/rest/",
      alfabankProductionUrl: null,
      sandbox: true,
      trustedProxies: [],
      logLevel: "info",
      worker: "on",
      metricsToken: null,
    });
    expect(parsed({}).dataDir).toMatch(/^\/.*\/data$/);
  });

  it("follows PORT and PUBLIC_URL, switches the simulators off with a database of the operator's", () => {
    expect(parsed({ PORT: "4001" }).publicUrl).toBe("http://localhost:4001");
    expect(parsed({ PUBLIC_URL: "https://hub.example/" }).shortUrl).toBe("https://hub.example");
    expect(parsed(external).sandbox).toBe(false);
    expect(parsed({ ...external, SANDBOX: "on" }).sandbox).toBe(true);
  });

  it("counts an empty value as unset", () => {
    expect(parsed({ PORT: "", DATABASE_URL: " ", HUB_ADMIN_EMAIL: "" }).databaseUrl).toBeNull();
  });
});

it.each([
  ["PUBLIC_URL", "https://hub.example/", { publicUrl: "https://hub.example" }],
  ["PUBLIC_URL", "http://127.0.0.1:3000", { publicUrl: "http://127.0.0.1:3000" }],
  ["PUBLIC_URL", "http://[::1]:3000", { publicUrl: "http://[::1]:3000" }],
  ["SHORT_URL", "https://sho.rt/x/", { shortUrl: "https://sho.rt/x" }],
  [
    "ALFABANK_TEST_URL",
    "http://127.0.0.1:9000/payment/rest",
    { alfabankTestUrl: "http://127.0.0.1:9000/payment/rest/" },
  ],
  ["ALFABANK_PRODUCTION_URL", "https://bank.example/rest/", { alfabankProductionUrl: "https://bank.example/rest/" }],
  [
    "RETAILCRM_EXTRA_HOSTS",
    "crm.local, 127.0.0.1:8080,[::1]:80",
    {
      extraCrmHosts: [
        { host: "crm.local", port: null },
        { host: "127.0.0.1", port: 8080 },
        { host: "[::1]", port: 80 },
      ],
    },
  ],
  ["TRUSTED_PROXIES", "10.0.0.0/8, ::1,192.168.1.1", { trustedProxies: ["10.0.0.0/8", "::1", "192.168.1.1"] }],
  ["ENCRYPTION_KEY", `${key(1)},${key(2)}`, { encryptionKeys: [key(1), key(2)] }],
  ["WORKER", "only", { worker: "only" }],
  ["RETENTION_DAYS", "0", { retentionDays: 0 }],
  ["RETENTION_DAYS", "30", { retentionDays: 30 }],
  ["HOST", "::", { host: "::" }],
  ["HUB_FAIL_POINTS", "bank-write=0.02,crm-told=1", { failPoints: new Map([["bank-write", 0.02], ["crm-told", 1]]) }],
])("reads %s=%s", (name, value, expected) => {
  expect(parsed({ [name]: value })).toMatchObject(expected);
});

it.each([
  ["PORT", "0"],
  ["PORT", "65536"],
  ["PORT", "80a"],
  ["PORT", "-1"],
  ["HOST", "not a host"],
  ["PUBLIC_URL", "http://hub.example"],
  ["PUBLIC_URL", "https://hub.example/path"],
  ["PUBLIC_URL", "https://user:pw@hub.example"],
  ["PUBLIC_URL", "ftp://localhost"],
  ["PUBLIC_URL", "hub.example"],
  ["PUBLIC_URL", "http://127.0.0.1.nip.io"],
  ["SHORT_URL", "http://sho.rt"],
  ["SHORT_URL", "https://sho.rt/?a=1"],
  ["DATABASE_URL", "mysql://db/hub"],
  ["ENCRYPTION_KEY", "v1:c2hvcnQ="],
  ["ENCRYPTION_KEY", Buffer.alloc(32).toString("base64")],
  ["ENCRYPTION_KEY", `${key(1)},v2:${key(2).slice(3)}`],
  ["NEXTAUTH_SECRET", "short"],
  ["HUB_ADMIN_EMAIL", "nobody"],
  ["HUB_ADMIN_PASSWORD", "short"],
  ["RETAILCRM_MODULE_CODE", "a b"],
  ["RETAILCRM_EXTRA_HOSTS", "http://crm.local"],
  ["RETAILCRM_EXTRA_HOSTS", "crm.local:0"],
  ["RETAILCRM_EXTRA_HOSTS", "crm.local:99999"],
  ["ALFABANK_TEST_URL", "http://bank.example/rest/"],
  ["ALFABANK_PRODUCTION_URL", "https://bank.example/rest/?x=1"],
  ["SANDBOX", "yes"],
  ["TRUSTED_PROXIES", "10.0.0.0/33"],
  ["TRUSTED_PROXIES", "proxy.local"],
  ["LOG_LEVEL", "loud"],
  ["WORKER", "sometimes"],
  ["RETENTION_DAYS", "-1"],
  ["RETENTION_DAYS", "1.5"],
  ["RETENTION_DAYS", "half a year"],
  ["HUB_FAIL_POINTS", "bank-write"],
  ["HUB_FAIL_POINTS", "bank-write=2"],
])("refuses %s=%s in a line of its own that does not repeat the value", (name, value) => {
  const lines = problems({ [name]: value }).filter((line) => line.startsWith(`${name}: `));
  expect(lines).toHaveLength(1);
  if (value.length > 3) expect(lines[0]).not.toContain(value);
});

it("C-71 asks for the keys when the operator brings a database", () => {
  const lines = problems({ DATABASE_URL: external.DATABASE_URL });
  expect(lines.map((line) => line.split(":", 1)[0])).toEqual(["ENCRYPTION_KEY", "NEXTAUTH_SECRET"]);
});

it("asks for the second half of the owner's account", () => {
  expect(problems({ HUB_ADMIN_EMAIL: "a@b.ru" })[0]).toMatch(/^HUB_ADMIN_PASSWORD: /);
  expect(problems({ HUB_ADMIN_PASSWORD: "long enough password" })[0]).toMatch(/^HUB_ADMIN_EMAIL: /);
});

it("never lets a hub that others reach be made to kill itself", () => {
  expect(problems({ PUBLIC_URL: "https://hub.example.ru", HUB_FAIL_POINTS: "bank-write=0.5" })).toEqual(["HUB_FAIL_POINTS: is for rehearsals on this machine only"]);
});

it("C-71 names all bad variables at once, one line each", () => {
  const lines = problems({ PORT: "x", LOG_LEVEL: "x", PUBLIC_URL: "x", DATABASE_URL: "postgresql://db/hub" });
  expect(lines.map((line) => line.split(":", 1)[0]).sort()).toEqual(
    ["ENCRYPTION_KEY", "LOG_LEVEL", "NEXTAUTH_SECRET", "PORT", "PUBLIC_URL"].sort(),
  );
});

it("reads the simulators' offer made by the server and refuses a broken one", () => {
  const offer = {
    bankUrl: "http://127.0.0.1:1/payment/rest/",
    bankPageHosts: ["localhost:3000"],
    bankLogin: "l",
    bankPassword: "p",
    crmUrl: "http://127.0.0.1:2",
    crmApiKey: "k",
    crmPageUrl: "http://localhost:3000/sandbox/crm",
    bankPageUrl: "http://localhost:3000/sandbox/bank",
  };
  expect(parsed({ HUB_SANDBOX: JSON.stringify(offer) }).sandboxOffer).toEqual(offer);
  expect(problems({ HUB_SANDBOX: "{" })).toEqual(["HUB_SANDBOX: must be JSON"]);
});
