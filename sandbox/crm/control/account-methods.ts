/** Keys, the module's card and the settings of the account. */
import type { z } from "zod";
import { connectModule } from "../callbacks/connect.ts";
import { sendActivity, sendSettings } from "../callbacks/account.ts";
import type { CallbackOutcome } from "../callbacks/send.ts";
import { moduleScopes } from "../state/seed.ts";
import type { Store } from "../state/store.ts";
import type { ApiKey } from "../state/account-types.ts";
import { theKey, theModule } from "./find.ts";
import * as inputs from "./inputs.ts";
import { method, optionalMethod } from "./method.ts";

export function accountMethods(store: Store) {
  return {
    listKeys: () => structuredClone(store.state.keys),
    createKey: optionalMethod(store, inputs.newKey, createKey),
    editKey: method(store, inputs.keyChange, editKey),
    revokeKey: method(store, inputs.keyName, (_, { key }) => editKey(store, { key, active: false })),
    listModules: () => structuredClone(store.state.modules),
    /** Opens the module's card in the marketplace and agrees: config, key, register. */
    openModuleCard: method(store, inputs.card, connectModule),
    /** The form which the browser posts to the module's account page. */
    openAccount: optionalMethod(store, inputs.moduleName, (_, input) => {
      const module = theModule(store, input.module);
      return { method: "POST" as const, url: module.accountUrl, fields: { clientId: module.clientId } };
    }),
    setActivity: method(store, inputs.activity, setActivity),
    /** Tells the module that the account moved; the address may be a hostile one. */
    changeDomain: method(
      store,
      inputs.activity.pick({ module: true, systemUrl: true }).required({ systemUrl: true }),
      (_, input) => setActivity(store, { ...input, omit: [] }),
    ),
    setSettings: method(store, inputs.accountSettings, setSettings),
    getSettings: () => ({ ...store.state.settings }),
  };
}

function createKey(store: Store, input: z.output<typeof inputs.newKey>): ApiKey {
  const key: ApiKey = {
    ...input,
    id: `key-${String(store.nextId())}`,
    apiKey: input.apiKey ?? store.secret(32),
    scopes: input.scopes ?? [...moduleScopes],
    active: true,
    createdAt: store.now().toISOString(),
  };
  store.state.keys.push(key);
  store.changed();
  return { ...key };
}

function editKey(store: Store, { key: name, ...changes }: z.output<typeof inputs.keyChange>): ApiKey {
  const key = theKey(store, name);
  Object.assign(key, Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)));
  store.changed();
  return { ...key };
}

/** The switch is moved first and the module told after; a refusal of the module does not move it back. */
async function setActivity(
  store: Store,
  input: z.output<typeof inputs.activity>,
): Promise<{ outcome: CallbackOutcome | null }> {
  const module = theModule(store, input.module);
  if (input.active !== undefined) module.active = input.active;
  if (input.freeze !== undefined) module.freeze = input.freeze;
  store.changed();
  return { outcome: await sendActivity(store, module, input.systemUrl ?? store.options.systemUrl, input.omit) };
}

async function setSettings(
  store: Store,
  input: z.output<typeof inputs.accountSettings>,
): Promise<{ outcomes: CallbackOutcome[] }> {
  const { settings } = store.state;
  settings.timezone = input.timezone ?? settings.timezone;
  settings.language = input.language ?? settings.language;
  settings.currency = input.currency ?? settings.currency;
  settings.updatedAt = store.now().toISOString();
  store.changed();
  const sent = await Promise.all(store.state.modules.map((module) => sendSettings(store, module)));
  return { outcomes: sent.filter((outcome) => outcome !== null) };
}
