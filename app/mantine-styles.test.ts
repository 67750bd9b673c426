import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const kit = "node_modules/@mantine/core";

const ours = globSync(["app/**/*.tsx", "components/**/*.tsx"]).map((file) => readFileSync(file, "utf8"));

const namesFrom = (source: string): string[] =>
  [...source.matchAll(/import \{([^}]+)\} from "@mantine\/core"/g)].flatMap(([, list = ""]) =>
    list
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && !name.startsWith("type ")),
  );

const modules = new Map(globSync(`${kit}/esm/components/**/*.mjs`).map((file) => [path.basename(file, ".mjs"), file]));

/** Style sheets of a component and of the components it is made of. */
function collect(file: string, seen: Set<string>, sheets: Set<string>): void {
  if (seen.has(file) || !existsSync(file)) return;
  seen.add(file);
  const sheet = path.basename(file, ".module.mjs");
  if (file.endsWith(".module.mjs") && existsSync(`${kit}/styles/${sheet}.css`)) sheets.add(sheet);
  for (const [, relative = ""] of readFileSync(file, "utf8").matchAll(/from "(\.[^"]+)"/g)) {
    collect(path.join(path.dirname(file), relative), seen, sheets);
  }
}

it("every component of the kit in use has its style sheet, and no other is sent to people", () => {
  const used = new Set(["Notification", ...ours.flatMap(namesFrom)]); // toasts are drawn by a package of their own
  expect(used.size).toBeGreaterThan(10);
  const needed = new Set<string>();
  const seen = new Set<string>();
  for (const name of used) {
    const file = modules.get(name);
    if (file !== undefined) collect(file, seen, needed);
  }
  const source = readFileSync("app/mantine-styles.ts", "utf8");
  const imported = [...source.matchAll(/core\/styles\/([A-Z]\w*)\.css/g)].map(([, sheet = ""]) => sheet);
  expect([...needed].filter((sheet) => /^[A-Z]/.test(sheet)).sort()).toEqual(imported.sort());
});
