import { type Answer, type Call, requireOrder } from "./call.ts";
import { GatewayError } from "./gateway-error.ts";
import { textMap } from "./register-fields.ts";

/** addParams.do: adds to what merchantOrderParams shows (protocols: alfabank 4.10). */
export function addParams(call: Call): Answer {
  const order = requireOrder(call, "wrongOrderNumber");
  const json = call.fields.get("params");
  if (json === null) throw new GatewayError(5, "wrongField", "params");
  Object.assign(order.params, textMap(json));
  call.engine.changed();
  return { errorCode: 0 };
}
