import type { RateLimit } from "#lib/http/rate-limit.ts";

/** Per network: hashing a password is dear, so strangers may not make us do it for ever. */
export const newMemberAttempts: RateLimit = { name: "join", points: 30, seconds: 600 };

/** Per person: an owner's screen cannot be filled by one who will not take no for an answer. */
export const accessRequests: RateLimit = { name: "access-requests", points: 10, seconds: 3_600 };

/** Per person, for links that are typed or guessed. */
export const invitationUses: RateLimit = { name: "invitations", points: 20, seconds: 60 };
