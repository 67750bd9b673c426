import { z } from "zod";
import { setupInput } from "#lib/auth/account-schema.ts";
import { writable } from "#lib/written-text.ts";
import { roles } from "./role-state.ts";

/** One schema for the forms and for the server. Messages are keys of the catalog "errors". */

const role = z.enum(roles, { error: "invalid_choice" });

const note = z
  .string("wrong_type")
  .trim()
  .max(80, "too_long")
  .regex(writable, "control_characters");

export const roleInput = z.object({ role }, "wrong_type");

export const invitationInput = z.object({ role, note: note.optional() }, "wrong_type");

/** Shape only: whether the link still works is found out by using it. */
const token = z.string("required").regex(/^[0-9A-Za-z]{20,100}$/, "team.errors.invitation_invalid");

export const invitationToken = z.object({ token }, "wrong_type");

/** A new account of the person who came with a link. */
export const newMemberInput = setupInput;

export type InvitationInput = z.output<typeof invitationInput>;
