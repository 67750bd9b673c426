import { db } from "#lib/db.ts";

/** Connections whose module should have been described to the CRM before then: their job is gone. */
export async function overdueRegistrations(before: Date, take: number): Promise<string[]> {
  const found = await db.connection.findMany({
    where: {
      registrationState: "pending",
      registeredVersion: { lt: db.connection.fields.registrationVersion },
      updatedAt: { lt: before },
      OR: [{ registrationLeaseUntil: null }, { registrationLeaseUntil: { lt: before } }],
    },
    orderBy: { updatedAt: "asc" },
    take,
    select: { id: true },
  });
  return found.map(({ id }) => id);
}
