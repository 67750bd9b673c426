import { installBankCa } from "#lib/alfabank/ca-install.ts";
import { bankCaState } from "#lib/alfabank/ca-state.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { readActor } from "#lib/auth/read-actor.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";

const installs = { name: "bank-ca-install", points: 5, seconds: 60 } as const;

/** Which certificates for the bank's hosts are installed, and until when. */
export const GET = route(async (request) => {
  await readActor(request);
  return Response.json(await bankCaState());
});

/** Installs the official ones; they prove themselves, so any signed-in person may ask for it. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  await consume(installs, actor.userId);
  const { ok, files } = await installBankCa();
  const installed = files.filter(({ state }) => state === "installed").map(({ name }) => name);
  if (installed.length > 0) {
    const record = { connectionId: null, actor: `user:${actor.userId}`, action: "bank_ca.install", subject: "bank_ca" };
    await db.$transaction((tx) => recordAudit(tx, { ...record, detail: { installed } }));
  }
  if (!ok) throw new AppError("unavailable", { reason: "bank_ca_not_installed" });
  return Response.json({ ok, files, state: await bankCaState() });
});
