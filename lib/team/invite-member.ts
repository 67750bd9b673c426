import { recordAudit } from "#lib/audit/record-audit.ts";
import { addSeconds, now } from "#lib/clock.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { randomBase62 } from "#lib/ids.ts";
import type { Person } from "./assert-role.ts";
import { asOwner } from "./change-team.ts";
import { invitationHash, LIFETIME_SECONDS } from "./invitation-token.ts";
import type { InvitationInput } from "./member-schema.ts";
import { type InvitationView, invitationView } from "./team-view.ts";

/** More open links than any team needs; a bound for whoever presses the button for ever. */
const MAX_OPEN = 50;

/** Makes a one-time link for somebody new. The address is shown this once: only its hash is kept. */
export async function inviteMember(
  actor: Person,
  connectionId: string,
  { role, note }: InvitationInput,
): Promise<InvitationView & { url: string }> {
  const token = randomBase62(32);
  const invitation = await asOwner(actor, connectionId, async (tx) => {
    await tx.invitation.deleteMany({ where: { connectionId, usedAt: null, expiresAt: { lte: now() } } });
    const open = await tx.invitation.count({ where: { connectionId, usedAt: null } });
    if (open >= MAX_OPEN) throw new AppError("conflict", { reason: "team.errors.too_many_invitations" });
    const made = await tx.invitation.create({
      data: {
        connectionId,
        role,
        note: note === undefined || note === "" ? null : note,
        tokenHash: invitationHash(token),
        invitedById: actor.userId,
        expiresAt: addSeconds(now(), LIFETIME_SECONDS),
      },
    });
    await recordAudit(tx, { connectionId, actor: `user:${actor.userId}`, action: "team.invite", subject: made.id, detail: { role } });
    return made;
  });
  return { ...invitationView(invitation), url: `${env().publicUrl}/invite/${token}` };
}
