import { globSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

export interface ApiRoute {
  readonly method: string;
  /** "/api/syncs/[id]" */
  readonly pattern: string;
}

/** Every method of every route file below app/api, so that nobody has to remember to list a new one. */
export const apiRoutes: readonly ApiRoute[] = globSync("app/api/**/route.ts", { cwd: root })
  // Which answers for every address that nobody serves.
  .filter((file) => !file.includes("[...path]"))
  .sort()
  .flatMap((file) => {
    const pattern = `/${path.dirname(file).split(path.sep).slice(1).join("/")}`;
    const source = readFileSync(path.join(root, file), "utf8");
    const methods = [...source.matchAll(/^export (?:const|async function|function) (GET|HEAD|POST|PUT|PATCH|DELETE)\b/gm)];
    if (methods.length === 0) throw new Error(`${file} exports no method in the usual way`);
    return methods.map(([, method = ""]) => ({ method, pattern }));
  });

export const nameOf = ({ method, pattern }: ApiRoute): string => `${method} ${pattern}`;
