// @ts-check
import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm test`; a build must not wait for it a second time.
  typescript: { ignoreBuildErrors: true },
  // Native or stateful packages stay one copy, shared with the server around Next.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "pg",
    "pg-boss",
    "pino",
    "prom-client",
    "rate-limiter-flexible",
    "undici",
  ],
  experimental: { optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@mantine/dates", "@tabler/icons-react"] },
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
