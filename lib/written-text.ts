/** What texts that people enter may hold. PostgreSQL stores no NUL and no half of a character. */

/** Invisible characters come along with copying and make a right login wrong. */
export const visible = /^[^\p{Cc}\p{Cf}\p{Cs}]*$/u;

/** A name may hold an emoji, whose parts are joined by a format character. */
export const writable = /^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*$/u;
