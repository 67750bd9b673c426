/** integration-modules: register, read back, rotate the key (protocols: retailcrm 2 and 2.7). */
import { isObject, type JsonObject } from "../json.ts";
import { ensurePaymentTypes } from "../payment-types.ts";
import type { RegisteredModule } from "../state/account-types.ts";
import { withStructure, type Call, type Endpoint } from "./endpoint.ts";
import { readModuleDescription } from "./module-description.ts";
import { done, entityErrors, invalid, refused, type Reply } from "./reply.ts";

const CABINET_SCOPES = [
  "integration_read",
  "integration_write",
  "payments_read",
  "payments_write",
  "reference_read",
  "order_read",
  "store_read",
];

export const getModule: Endpoint = {
  name: "module-get",
  method: "GET",
  path: "/api/v5/integration-modules/:code",
  auth: "required",
  scope: () => "integration_read",
  credential: "/api/integration-modules/{code}",
  handle({ store, path }) {
    const module = store.state.modules.find((candidate) => candidate.code === path["code"]);
    return module ? done({ integrationModule: moduleView(module) }) : refused(404, "Not found");
  },
};

export const editModule: Endpoint = {
  name: "module-edit",
  method: "POST",
  path: "/api/v5/integration-modules/:code/edit",
  auth: "required",
  scope: () => "integration_write",
  credential: "/api/integration-modules/{code}/edit",
  handle: (call) => withStructure(call, "integrationModule", (value) => saveModule(call, value)),
};

function saveModule({ store, key, path }: Call, value: JsonObject): Reply {
  const { state } = store;
  const code = path["code"] ?? "";
  const old = state.modules.find((module) => module.code === code);
  const merged = state.switches.editMerges && old && isObject(old.received) ? { ...old.received, ...value } : value;
  const read = readModuleDescription(merged, code, state.switches);
  if (read.errors) return invalid(state.switches, entityErrors, read.errors);
  if (state.switches.insufficientFunds && read.module.active)
    return refused(402, "Failed to activate module", {
      errors: ["Your account has insufficient funds to activate integration module"],
    });
  const module: RegisteredModule = {
    ...read.module,
    received: merged,
    keyId: key?.id ?? "",
    registeredAt: store.now().toISOString(),
  };
  state.modules = [...state.modules.filter((candidate) => candidate.code !== code), module];
  ensurePaymentTypes(store, module);
  store.changed();
  return done({ info: state.switches.paidModule ? { billingInfo } : [] }, state.switches.writeStatus);
}

const billingInfo = {
  price: 990,
  priceWithDiscount: 790,
  currency: { name: "Рубль", shortName: "руб.", code: "RUB" },
  billingType: "fixed",
};

export const updateScopes: Endpoint = {
  name: "update-scopes",
  method: "POST",
  path: "/api/v5/integration-modules/:code/update-scopes",
  auth: "required",
  scope: () => "integration_write",
  credential: null,
  handle: (call) => withStructure(call, "requires", (value) => rotateKey(call, value)),
};

function rotateKey({ store, key, path }: Call, value: JsonObject): Reply {
  if (!store.state.modules.some((module) => module.code === path["code"])) return refused(404, "Not found");
  if (!key?.simpleConnection) return refused(400, "Not enabled simple connection");
  const scopes = Array.isArray(value["scopes"]) ? value["scopes"].map(String) : [];
  const foreign = scopes.find((scope) => !CABINET_SCOPES.includes(scope));
  if (scopes.length === 0 || foreign !== undefined)
    return invalid(store.state.switches, entityErrors, {
      scopes:
        foreign === undefined
          ? "This value should not be blank."
          : `The scope "${foreign}" is not allowed for the module.`,
    });
  key.apiKey = store.secret(32);
  key.scopes = scopes;
  store.changed();
  return done({ apiKey: key.apiKey });
}

/** What the module sent, with the two switches as they stand now. */
function moduleView(module: RegisteredModule): JsonObject {
  const received = isObject(module.received) ? module.received : {};
  return {
    ...received,
    code: module.code,
    integrationCode: module.integrationCode,
    active: module.active,
    freeze: module.freeze,
    native: false,
  };
}
