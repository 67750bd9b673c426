import { now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { assertRole, type Person } from "./assert-role.ts";
import { accessRequestView, invitationView, memberView, type TeamView } from "./team-view.ts";

const user = { select: { email: true, name: true } } as const;

/** Who belongs to a connection; to owners also who may join with a link and who asks to. */
export async function getTeam(actor: Person, connectionId: string): Promise<TeamView> {
  const role = await assertRole(actor, connectionId, "viewer");
  const members = await db.membership.findMany({ where: { connectionId }, include: { user }, orderBy: { createdAt: "asc" } });
  const team = { role, members: members.map((member) => memberView(member, actor.userId)) };
  if (role !== "owner") return { ...team, invitations: [], requests: [] };
  const [invitations, requests] = await Promise.all([
    db.invitation.findMany({ where: { connectionId, usedAt: null, expiresAt: { gt: now() } }, orderBy: { createdAt: "desc" } }),
    db.accessRequest.findMany({ where: { connectionId }, include: { user }, orderBy: { createdAt: "asc" }, take: 100 }),
  ]);
  return { ...team, invitations: invitations.map(invitationView), requests: requests.map(accessRequestView) };
}
