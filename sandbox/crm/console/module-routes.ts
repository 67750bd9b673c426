/** Modules and account settings: what the forms of their pages do. */
import type { Hono } from "hono";
import type { CrmBindings, CrmContext } from "../api/pipeline.ts";
import type { CallbackOutcome } from "../callbacks/send.ts";
import type { AccountSettings, RegisteredModule } from "../state/account-types.ts";
import type { Flash } from "./flash.ts";
import { act, field, readForm } from "./forms.ts";
import { modulePage } from "./module-page.ts";
import { modulesPage } from "./modules-page.ts";
import { notFoundPage } from "./not-found-page.ts";
import { visit, type Console, type Visit } from "./page.ts";

export function mountModules(app: Hono<CrmBindings>, console: Console): void {
  const list = "/admin/integration/list";
  const withModule = (use: (v: Visit, module: RegisteredModule) => Promise<Response>) => (c: CrmContext) => {
    const v = visit(console, c);
    const module = v.store.state.modules.find((candidate) => candidate.code === c.req.param("code"));
    return module ? use(v, module) : notFoundPage(v);
  };

  app.get(list, (c) => modulesPage(visit(console, c)));
  app.post("/admin/integration/connect", (c) => connect(visit(console, c), list));
  app.get("/admin/integration/:code/edit", withModule(modulePage));
  app.post(
    "/admin/integration/:code/activity",
    withModule((v, module) =>
      act(v, modulePath(module), async () => {
        const form = await readForm(v.c);
        const active = field(form, "active");
        const freeze = field(form, "freeze");
        const { outcome } = await v.control.setActivity({
          module: module.code,
          ...(active === undefined ? {} : { active: active === "1" }),
          ...(freeze === undefined ? {} : { freeze: freeze === "1" }),
        });
        return told(v, outcome);
      }),
    ),
  );
  app.post(
    "/admin/integration/:code/domain",
    withModule((v, module) =>
      act(v, modulePath(module), async () => {
        const { outcome } = await v.control.changeDomain({
          module: module.code,
          systemUrl: field(await readForm(v.c), "systemUrl") ?? "",
        });
        return told(v, outcome);
      }),
    ),
  );
  app.post("/admin/settings", (c) => {
    const v = visit(console, c);
    return act(v, list, async () => {
      const form = await readForm(c);
      const { outcomes } = await v.control.setSettings({
        timezone: form.get("timezone") ?? undefined,
        language: (form.get("language") ?? undefined) as AccountSettings["language"] | undefined,
      });
      const refused = outcomes.find((outcome) => !outcome.success);
      return refused ? told(v, refused) : { tone: "good", text: v.t.settingsSaved };
    });
  });
}

/** On success on to the module's card, where its account page can be opened. */
function connect(v: Visit, list: string): Promise<Response> {
  let registered: RegisteredModule | undefined;
  return act(
    v,
    () => (registered ? modulePath(registered) : list),
    async () => {
      const outcome = await v.control.openModuleCard({ configUrl: field(await readForm(v.c), "configUrl") ?? "" });
      if (!outcome.ok) return { tone: "bad", text: `${v.t.connectFailed}: ${outcome.message ?? ""}` };
      registered = v.store.state.modules.find((module) => module.code === outcome.module);
      return { tone: "good", text: v.t.connected };
    },
  );
}

function modulePath(module: RegisteredModule): string {
  return `/admin/integration/${encodeURIComponent(module.code)}/edit`;
}

function told(v: Visit, outcome: CallbackOutcome | null): Flash {
  if (!outcome) return { tone: "bad", text: v.t.moduleHasNoAction };
  return outcome.success
    ? { tone: "good", text: v.t.moduleTold }
    : { tone: "bad", text: `${v.t.moduleNotTold}: ${outcome.message ?? ""}` };
}
