/**
 * A complete, valid environment for code under test; runs before any module of ours is imported.
 * What the shell sets does not leak in. Database tests replace DATABASE_URL with a database of their own.
 */
const fixed = {
  PORT: "3000",
  HOST: "127.0.0.1",
  PUBLIC_URL: "http://localhost:3000",
  SHORT_URL: "http://localhost:3000",
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/unit-tests-have-no-database",
  ENCRYPTION_KEY: `v1:${Buffer.alloc(32, 7).toString("base64")}`,
  NEXTAUTH_SECRET: "a-session-secret-for-tests-only",
  LOG_LEVEL: "silent",
  SANDBOX: "off",
  WORKER: "off",
} as const;

const unset = [
  "DATA_DIR",
  "HUB_ADMIN_EMAIL",
  "HUB_ADMIN_PASSWORD",
  "RETAILCRM_MODULE_SECRET",
  "RETAILCRM_MODULE_CODE",
  "RETAILCRM_EXTRA_HOSTS",
  "ALFABANK_TEST_URL",
  "ALFABANK_PRODUCTION_URL",
  "ALFABANK_EXTRA_CA",
  "HUB_SANDBOX",
  "TRUSTED_PROXIES",
  "METRICS_TOKEN",
];

for (const name of unset) Reflect.deleteProperty(process.env, name);
Object.assign(process.env, fixed);
