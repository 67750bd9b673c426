/** Where the next segment of an address is a secret: whoever knows it needs nothing else. */
const secretPlaces = /^\/+(api\/+alfabank\/+callback|p|claim|invite)\/+[^/]+/;

/** A path as it may stand in a log. */
export const maskedPath = (pathname: string): string => pathname.replace(secretPlaces, "/$1/[secret]");
