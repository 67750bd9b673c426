/** What a person may do in a connection, from least to most. */
export const roles = ["viewer", "manager", "owner"] as const;

export type RoleName = (typeof roles)[number];

export const isAtLeast = (role: RoleName, needed: RoleName): boolean => roles.indexOf(role) >= roles.indexOf(needed);
