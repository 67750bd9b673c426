/** Who is calling (protocols: alfabank 1.2, 1.3, 11.2). */
import type { Engine } from "../core/engine.ts";
import type { HostAlias, Merchant } from "../core/merchant.ts";
import type { Fields } from "./fields.ts";
import { GatewayError } from "./gateway-error.ts";

export interface Caller {
  merchant: Merchant;
  byToken: boolean;
}

/**
 * @param tokenAllowed whether the method takes the open token at all
 * @throws GatewayError 5: nothing given, wrong, of another host, or the first password not yet changed
 */
export function authenticate(engine: Engine, fields: Fields, host: HostAlias, tokenAllowed: boolean): Caller {
  const login = fields.get("userName");
  const password = fields.get("password");
  if (login !== null && password !== null) {
    const merchant = engine.state.merchants.get(login);
    if (merchant?.password !== password || !merchant.hosts.includes(host)) throw new GatewayError(5, "accessDenied");
    if (merchant.mustChangePassword) throw new GatewayError(5, "changePassword");
    return { merchant, byToken: false };
  }
  if (!tokenAllowed) throw new GatewayError(5, "noPassword");
  const token = fields.get("token");
  if (token === null) throw new GatewayError(5, "noCredentials");
  for (const merchant of engine.state.merchants.values()) {
    if (merchant.token === token && merchant.permissions.openToken && merchant.hosts.includes(host)) {
      return { merchant, byToken: true };
    }
  }
  throw new GatewayError(5, "accessDenied");
}
