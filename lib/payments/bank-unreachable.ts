/** Nothing of the request left us: the bank may be asked again at any time. */
export const unreachableCodes: readonly string[] = ["unreachable", "tls"];

export const isUnreachable = (code: string): boolean => unreachableCodes.includes(code);
