/** What a browser does with the console's pages, for its tests. */

/** Posts a form and follows the redirect. */
export async function post(
  base: string,
  path: string,
  fields: [string, string][] | Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<{ status: number; url: string; text: string }> {
  const response = await fetch(`${base}${path}`, { method: "POST", body: new URLSearchParams(fields), headers });
  return { status: response.status, url: response.url.replace(base, ""), text: await response.text() };
}

export async function get(base: string, path: string, headers: Record<string, string> = {}): Promise<string> {
  return (await fetch(`${base}${path}`, { headers })).text();
}

/** The one message shown after a form. */
export function flash(text: string): string | undefined {
  return /<p class="flash (?:good|bad)"[^>]*>([^<]*)</.exec(text)?.[1];
}

/** All fields of the page's forms with the values they would send. */
export function formFields(page: string): [string, string][] {
  const inputs = [...page.matchAll(/<input (?:type="hidden" )?name="([^"]+)" value="([^"]*)"/g)].map(
    (match): [string, string] => [match[1] ?? "", unescape(match[2] ?? "")],
  );
  const selects = [...page.matchAll(/<select name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)].map(
    (match): [string, string] => [match[1] ?? "", /value="([^"]*)" selected/.exec(match[2] ?? "")?.[1] ?? ""],
  );
  return [...inputs, ...selects];
}

function unescape(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
