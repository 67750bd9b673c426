/** One-click connection: config, key, register (protocols: retailcrm 3.1). */
import { createHmac } from "node:crypto";
import type { Store } from "../state/store.ts";
import type { ApiKey } from "../state/account-types.ts";
import { sendCallback, type CallbackOutcome } from "./send.ts";

export interface ConnectOptions {
  configUrl: string;
  /** Defaults to the secret the simulator was started with. */
  secret?: string | undefined;
  /** Overrides for trials: a wrong token, another address. */
  token?: string | undefined;
  systemUrl?: string | undefined;
}

export interface ConnectOutcome {
  ok: boolean;
  /** Which step failed; null when all went well. */
  failedAt: "secret" | "config" | "register" | null;
  message: string | null;
  config: CallbackOutcome | null;
  register: CallbackOutcome | null;
  /** Where the merchant's browser goes next. */
  accountUrl: string | null;
  /** Code of the module that registered itself with the new key; null when it never called edit. */
  module: string | null;
}

/** Lower-case hex HMAC-SHA256 of the API key, keyed with the module's secret. */
export function registerToken(apiKey: string, secret: string): string {
  return createHmac("sha256", secret).update(apiKey).digest("hex");
}

export async function connectModule(store: Store, options: ConnectOptions): Promise<ConnectOutcome> {
  const outcome: ConnectOutcome = {
    ok: false,
    failedAt: null,
    message: null,
    config: null,
    register: null,
    accountUrl: null,
    module: null,
  };
  const ru = store.state.settings.language === "ru";
  const secret = options.secret ?? store.options.moduleSecret;
  if (secret === undefined || secret === "")
    return {
      ...outcome,
      failedAt: "secret",
      message: ru ? "У модуля нет секрета в кабинете партнёра" : "The module has no secret in the partner's cabinet",
    };
  const config = await sendCallback(store, "config", options.configUrl, {}, "GET");
  const registerUrl = config.body?.["registerUrl"];
  const scopes = config.body?.["scopes"];
  if (!config.success || typeof registerUrl !== "string" || !URL.canParse(registerUrl) || !Array.isArray(scopes))
    return {
      ...outcome,
      config,
      failedAt: "config",
      message:
        config.message ?? (ru ? "Модуль не сообщил registerUrl и scopes" : "The module gave no registerUrl and scopes"),
    };
  const key = addSimpleKey(store, scopes.map(String));
  const register = await sendCallback(store, "register", registerUrl, {
    register: {
      token: options.token ?? registerToken(key.apiKey, secret),
      apiKey: key.apiKey,
      systemUrl: options.systemUrl ?? store.options.systemUrl,
    },
  });
  const accountUrl = register.body?.["accountUrl"];
  if (!register.success) {
    key.active = false;
    store.changed();
    return { ...outcome, config, register, failedAt: "register", message: register.message };
  }
  const registered = store.state.modules.find((candidate) => candidate.keyId === key.id);
  const module = registered?.code ?? null;
  if (registered && typeof accountUrl === "string") {
    registered.entryUrl = accountUrl;
    store.changed();
  }
  return {
    ...outcome,
    ok: true,
    config,
    register,
    accountUrl: typeof accountUrl === "string" ? accountUrl : null,
    module,
  };
}

function addSimpleKey(store: Store, scopes: string[]): ApiKey {
  const key: ApiKey = {
    id: `key-${String(store.nextId())}`,
    apiKey: store.secret(32),
    label: "Простое подключение",
    scopes,
    sites: "all",
    legacyCredentialsOnly: false,
    simpleConnection: true,
    active: true,
    createdAt: store.now().toISOString(),
  };
  store.state.keys.push(key);
  store.changed();
  return key;
}
