import { type TextKey, textOf } from "./texts.ts";

export type Language = "ru" | "en";

/** A refusal of the gateway: HTTP 200 with errorCode and a text for people (protocols: alfabank 3.4). */
export class GatewayError extends Error {
  readonly code: number;
  readonly text: TextKey;
  readonly detail: string;
  /** Further fields some methods put beside the error. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: number, text: TextKey, detail = "", extra: Record<string, unknown> = {}) {
    super(`${String(code)} ${text} ${detail}`.trim());
    this.name = "GatewayError";
    this.code = code;
    this.text = text;
    this.detail = detail;
    this.extra = extra;
  }

  say(language: Language): string {
    const text = textOf(this.text, language);
    return this.detail === "" ? text : `${text}: ${this.detail}`;
  }
}
