import type { Client } from "pg";

interface Edge {
  readonly child: string;
  readonly parent: string;
}

export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const listTables = async (client: Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY tablename`,
  );
  return rows.map(({ name }) => name);
};

const listEdges = async (client: Client): Promise<Edge[]> => {
  const { rows } = await client.query<Edge>(
    `SELECT child.relname AS child, parent.relname AS parent
     FROM pg_constraint c
     JOIN pg_class child ON child.oid = c.conrelid
     JOIN pg_class parent ON parent.oid = c.confrelid
     WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND c.conrelid <> c.confrelid`,
  );
  return rows;
};

/** All tables of the product, each after those it refers to, so that rows can be put back without switching checks off. */
export const tablesInOrder = async (client: Client): Promise<string[]> => {
  const edges = await listEdges(client);
  const left = new Set(await listTables(client));
  const ordered: string[] = [];
  while (left.size > 0) {
    const ready = [...left].filter((table) => !edges.some(({ child, parent }) => child === table && left.has(parent)));
    if (ready.length === 0) throw new Error(`Tables refer to each other in a circle: ${[...left].join(", ")}`);
    for (const table of ready) left.delete(table);
    ordered.push(...ready);
  }
  return ordered;
};

/** Rows of all tables, whoever made them, but those named. */
export const countRows = async (client: Client, except: ReadonlySet<string>): Promise<number> => {
  let total = 0;
  for (const table of await listTables(client)) {
    if (except.has(table)) continue;
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) AS count FROM ${identifier(table)}`);
    total += Number(rows[0]?.count ?? 0);
  }
  return total;
};

/** Tables, views and sequences where the hub's would stand. Those of extensions come with the server and are nobody's. */
export const foreignRelations = async (client: Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
     WHERE c.relnamespace::regnamespace::text IN ('public', 'pgboss') AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
     ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
};

export const appliedMigrations = async (client: Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.map(({ name }) => name);
};
