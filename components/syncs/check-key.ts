const keys = ["ok", "denied", "change_password", "wrong_environment", "tls", "unreachable", "timeout", "geo", "other"] as const;

/** A stored check code as a key of the catalog; one that this page does not know yet reads as "other". */
export const checkKey = (code: string): (typeof keys)[number] => keys.find((key) => key === code) ?? "other";
