// @ts-check
import tseslint from "typescript-eslint";
import reactHooks from "eslint-plugin-react-hooks";

const typescript = ["**/*.ts", "**/*.tsx"];
/** Files whose default export Next or a tool asks for. */
const defaultExports = [
  "app/**/{page,layout,loading,error,not-found,global-error,default,template,manifest,robots,sitemap,icon}.{ts,tsx}",
  "app/**/{apple-icon,opengraph-image}.{ts,tsx}",
  "**/i18n/request.ts",
  "proxy.ts",
  "*.config.{ts,mjs,cjs}",
];

const defaultExport = {
  selector: "ExportDefaultDeclaration",
  message: "Named exports only: one name everywhere, found by one search.",
};
const processEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Read settings through env() of lib/env.ts: all of them are checked in one place.",
};

export default tseslint.config(
  {
    ignores: [
      ".next/**",
      "node_modules/**",
      "lib/generated/**",
      "data/**",
      "coverage/**",
      "test-results/**",
      "playwright-report/**",
      "next-env.d.ts",
    ],
  },
  {
    files: typescript,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "max-lines": ["error", { max: 250 }],
      "no-console": "error",
      "no-restricted-syntax": ["error", defaultExport, processEnv],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/consistent-type-definitions": "off",
      // process.env["NAME"] is what noPropertyAccessFromIndexSignature leaves open and reads as "may be missing"
      "@typescript-eslint/dot-notation": "off",
    },
  },
  {
    // The simulators are a package of their own and know no names of ours.
    files: ["{app,bench,components,e2e,lib,server,testing}/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-imports": ["error", { patterns: [{ regex: "^\\.\\./", message: "From another folder by its #name: the same line everywhere, and it survives a move." }] }],
    },
  },
  {
    files: ["**/*.tsx", "components/**/*.ts"],
    plugins: { "react-hooks": reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ["lib/env.ts", "server/**", "scripts/**", "testing/**", "e2e/**", "bench/**", "**/*.test.ts", "*.config.ts"],
    rules: { "no-restricted-syntax": ["error", defaultExport] },
  },
  { files: defaultExports, rules: { "no-restricted-syntax": ["error", processEnv] } },
  { files: ["*.config.ts"], rules: { "no-restricted-syntax": "off" } },
  { files: ["server/**", "scripts/**", "bench/**", "testing/**", "sandbox/start.ts"], rules: { "no-console": "off" } },
);
