/** Answers of the API and their error shapes (protocols: retailcrm 1.5). */
import type { Switches } from "../state/switches.ts";

export interface Reply {
  status: number;
  /** An object becomes JSON, a text is sent as HTML. */
  body: Record<string, unknown> | string;
  headers?: Record<string, string>;
}

export function done(body: Record<string, unknown> = {}, status = 200): Reply {
  return { status, body: { success: true, ...body } };
}

export function refused(status: number, errorMsg: string, more: Record<string, unknown> = {}): Reply {
  return { status, body: { success: false, errorMsg, ...more } };
}

/** Errors of single fields, as a map or as a list of texts. */
export function invalid(switches: Switches, errorMsg: string, errors: Record<string, string>): Reply {
  const list = Object.entries(errors).map(([field, text]) => `${field}: ${text}`);
  return refused(400, errorMsg, { errors: switches.errorsShape === "list" ? list : errors });
}

export const entityErrors = "Errors in the entity format";
export const inputErrors = "Errors in the input parameters";

export function missing(field: string): Reply {
  return refused(400, `Parameter '${field}' is missing`);
}

export function htmlPage(status: number, title: string): Reply {
  return {
    status,
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
  };
}

export function toResponse(reply: Reply): Response {
  const type = typeof reply.body === "string" ? "text/html" : "application/json; charset=utf-8";
  const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
  return new Response(text, {
    status: reply.status,
    headers: { "Content-Type": type, "Cache-Control": "no-store", ...reply.headers },
  });
}
