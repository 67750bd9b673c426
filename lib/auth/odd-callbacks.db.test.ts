import { expect, it } from "vitest";
import { GET as authGet, POST as authPost } from "#app/api/auth/[...nextauth]/route.ts";
import { openBrowser } from "#testing/browser.ts";

it.each([{ callbackUrl: 5 }, { callbackUrl: {} }, { callbackUrl: ["x"] }, {}, ["x"], "x", null, { csrfToken: 1 }])(
  "a body that is none of next-auth's is no error of ours: %j",
  async (body) => {
    for (const path of ["signout", "callback/credentials"]) {
      const answer = await openBrowser().visit(authPost, `/api/auth/${path}`, { method: "POST", body });
      expect(answer.status).toBeLessThan(500);
    }
  },
);

it.each(["%00", "http://[", "javascript:1", "https://evil.example/x", "//evil.example", "%E0%A4%A"])(
  "an address to go to that is none leads home: %s",
  async (address) => {
    const asked = await openBrowser().visit(authGet, `/api/auth/csrf?callbackUrl=${address}`);
    const remembered = await openBrowser().visit(authGet, "/api/auth/csrf", { headers: { cookie: `next-auth.callback-url=${address}` } });
    for (const answer of [asked, remembered]) {
      expect(answer.status).toBe(200);
      expect(await answer.json()).toHaveProperty("csrfToken");
      const kept = answer.headers.getSetCookie().find((line) => line.includes("callback-url"));
      if (kept) expect(kept).toContain("next-auth.callback-url=http%3A%2F%2Flocalhost%3A3000%2F;");
    }
  },
);
