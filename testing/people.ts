/** People of database tests. Modules of ours are loaded late, because what is imported first decides the environment. */

let people = 0;

/** A signed-in person with these roles. */
export async function signedIn(roles: Readonly<Record<string, "owner" | "manager" | "viewer">>, place: { origin?: string } = {}) {
  const { db } = await import("#lib/db.ts");
  const { createUser } = await import("#lib/auth/create-user.ts");
  const { openBrowser } = await import("./browser.ts");
  const email = `person${String(++people)}@example.ru`;
  const password = "верный пароль 1";
  await createUser({ email, password });
  const { id: userId } = await db.user.findUniqueOrThrow({ where: { email } });
  for (const [connectionId, role] of Object.entries(roles)) {
    await db.membership.create({ data: { userId, connectionId, role } });
  }
  const browser = openBrowser(place);
  await browser.signIn(email, password);
  return { userId, browser };
}
