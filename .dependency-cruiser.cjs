// Who may import whom. Each rule is seen to fire in scripts/import-rules.test.ts.

const vendors = "^lib/(alfabank|retailcrm)/";
const kernel = "^lib/([^/]+\\.ts|http/|i18n/)";
/** What components may know of the product: shapes, pure rules and views, money and ids. */
const pureLib = ["^lib/.+-(schema|state|view)\\.ts$", "^lib/(money|ids)\\.ts$", "^lib/i18n/"];
/** Route files the server answers in front of Next: there is no Next around them. */
const frontServed = "^app/(p/|api/(alfabank|retailcrm|health|metrics)/).*route\\.ts$";
const tests = "\\.test\\.tsx?$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "components-know-only-pure-lib",
      comment: "Components run in browsers: no database, no vendor, no secret may come along.",
      severity: "error",
      from: { path: "^components/", pathNot: tests },
      to: { path: "^lib/", pathNot: pureLib },
    },
    {
      name: "components-are-below-app",
      severity: "error",
      from: { path: "^components/", pathNot: tests },
      to: { path: "^(app|server|scripts|testing|sandbox)/" },
    },
    {
      name: "pure-lib-stays-pure",
      comment: "What components may import must not lead to the database, the environment or a vendor by a detour.",
      severity: "error",
      from: { path: pureLib, pathNot: "^lib/(env-schema\\.ts|alfabank/|retailcrm/|i18n/)" },
      to: {
        path: "^lib/(db|env|jobs|log|secrets|background|worker)\\.ts$|^lib/http/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "vendors-never-each-other",
      severity: "error",
      from: { path: vendors },
      to: { path: vendors, pathNot: "^lib/$1/" },
    },
    {
      name: "vendors-know-no-domain",
      severity: "error",
      from: { path: vendors, pathNot: tests },
      to: { path: "^lib/[^/]+/", pathNot: "^lib/($1|http|i18n|generated)/" },
    },
    {
      name: "kernel-knows-no-domain",
      comment:
        "worker.ts and sweep.ts wire the domains' jobs together and rotate-secrets.ts knows every sealed field: they stand above.",
      severity: "error",
      from: { path: kernel, pathNot: ["^lib/(worker|sweep|rotate-secrets|sealed-fields)\\.ts$", tests] },
      to: { path: "^lib/[^/]+/", pathNot: "^lib/(http|i18n|generated)/" },
    },
    {
      name: "lib-is-below-everything",
      severity: "error",
      from: { path: "^lib/", pathNot: tests },
      to: { path: "^(app|components|server|scripts|testing)/" },
    },
    {
      name: "simulators-read-the-protocols-themselves",
      severity: "error",
      from: { path: "^sandbox/", pathNot: tests },
      to: { path: "^(lib|app|components|server|scripts|testing)/" },
    },
    {
      name: "product-knows-no-simulator",
      severity: "error",
      from: { path: "^(lib|app|components)/", pathNot: tests },
      to: { path: "^sandbox/" },
    },
    {
      name: "front-served-without-next",
      comment: "These handlers run under plain Node as well, in front of Next's slower pipeline.",
      severity: "error",
      from: { path: frontServed },
      to: { path: "node_modules/next/", reachable: true },
    },
    {
      name: "app-knows-no-server",
      severity: "error",
      from: { path: "^app/", pathNot: tests },
      to: { path: "^(server|scripts|testing)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|data|lib/generated|coverage)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
    skipAnalysisNotInRules: true,
  },
};
