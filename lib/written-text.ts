/** PostgreSQL stores no NUL, and in JSON no half of a character. What people enter is refused, what other systems send is mended. */

/** Invisible characters come along with copying and make a right login wrong. */
export const visible = /^[^\p{Cc}\p{Cf}\p{Cs}]*$/u;

/** A name may hold an emoji, whose parts are joined by a format character. */
export const writable = /^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*$/u;

/** At most `max` characters of a text from another system, without what cannot be stored; a cut may leave half a character. */
export const storable = (text: string, max = Infinity): string => text.replaceAll("\u0000", "").slice(0, max).toWellFormed();
