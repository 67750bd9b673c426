import type { AccessRequest, Invitation, Membership, User } from "#lib/generated/prisma/client.ts";
import type { RoleName } from "./role-state.ts";

export interface MemberView {
  userId: string;
  email: string;
  name: string | null;
  role: RoleName;
  /** The reader. */
  self: boolean;
  joinedAt: string;
}

/** A link that nobody has used yet; the link itself cannot be shown again. */
export interface InvitationView {
  id: string;
  role: RoleName;
  note: string | null;
  createdAt: string;
  expiresAt: string;
}

export interface AccessRequestView {
  userId: string;
  email: string;
  name: string | null;
  at: string;
}

export interface TeamView {
  role: RoleName;
  members: MemberView[];
  /** Both empty for everybody but owners. */
  invitations: InvitationView[];
  requests: AccessRequestView[];
}

type Named<T> = T & { user: Pick<User, "email" | "name"> };

export const memberView = ({ userId, role, createdAt, user: { email, name } }: Named<Membership>, readerId: string): MemberView => ({
  userId,
  email,
  name,
  role,
  self: userId === readerId,
  joinedAt: createdAt.toISOString(),
});

export const invitationView = ({ id, role, note, createdAt, expiresAt }: Invitation): InvitationView => ({
  id,
  role,
  note,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});

export const accessRequestView = ({ userId, createdAt, user: { email, name } }: Named<AccessRequest>): AccessRequestView => ({
  userId,
  email,
  name,
  at: createdAt.toISOString(),
});
