/** Request fields: a form body, a query, or both; empty values count as absent except for `token` (quirk 12). */
import { GatewayError } from "./gateway-error.ts";

export class Fields {
  readonly #params: URLSearchParams;

  constructor(params: URLSearchParams) {
    this.#params = params;
  }

  get(name: string): string | null {
    const value = this.#params.get(name);
    return value === null || value === "" ? null : value;
  }

  all(name: string): string[] {
    return this.#params.getAll(name).filter((value) => value !== "");
  }

  isEmpty(name: string): boolean {
    return this.#params.get(name) === "";
  }

  /** @throws GatewayError 5 when longer than `max` */
  text(name: string, max: number): string | null {
    const value = this.get(name);
    if (value !== null && value.length > max) throw new GatewayError(5, "wrongField", name);
    return value;
  }

  /** Whole number of at most `digits` digits. @throws GatewayError 5 */
  int(name: string, digits: number): number | null {
    const value = this.get(name);
    if (value === null) return null;
    if (!/^\d+$/.test(value) || value.length > digits) throw new GatewayError(5, "wrongField", name);
    return Number(value);
  }

  /** Kopecks, at most 12 digits. @throws GatewayError 5 "Неверная сумма" */
  amount(name: string): number | null {
    const value = this.get(name);
    if (value === null) return null;
    if (!/^\d{1,12}$/.test(value)) throw new GatewayError(5, "wrongAmount");
    return Number(value);
  }

  /** JSON object in one field. @throws GatewayError 4 */
  object(name: string): Record<string, unknown> | null {
    const value = this.get(name);
    if (value === null) return null;
    const parsed = readObject(value);
    if (parsed === null) throw new GatewayError(4, "wrongFormat", name);
    return parsed;
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    return this.#params.entries();
  }
}

export function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

const LARGEST_BODY = 1_000_000;

/** @returns null for a body that is too large */
export async function readFields(request: Request): Promise<Fields | null> {
  const params = new URLSearchParams(new URL(request.url).search);
  if (request.method === "POST") {
    if (Number(request.headers.get("content-length") ?? 0) > LARGEST_BODY) return null;
    const body = await request.text();
    if (body.length > LARGEST_BODY) return null;
    for (const [name, value] of new URLSearchParams(body)) params.append(name, value);
  }
  return new Fields(params);
}
