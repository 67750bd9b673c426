import { expect, it } from "vitest";
import { GET as csv } from "#app/api/payments.csv/route.ts";
import { createUser } from "#lib/auth/create-user.ts";
import { openBrowser } from "#testing/browser.ts";

it("a cursor that is none of ours is refused before the file begins", async () => {
  const [email, password] = ["anna@example.ru", "верный пароль 1"];
  await createUser({ email, password });
  const browser = openBrowser();
  await browser.signIn(email, password);
  for (const cursor of ["x", Buffer.from("-000001-01-01T00:00:00.000Z 11111111-1111-1111-1111-111111111111").toString("base64url")]) {
    const answer = await browser.visit(csv, `/api/payments.csv?cursor=${cursor}`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "application/json"]);
  }
  expect((await browser.visit(csv, "/api/payments.csv")).status).toBe(200);
});
