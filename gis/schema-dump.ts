// The schema as text, from the catalogue: committed as gis/schema.sql, so that a review sees what a
// migration did, and a test that it did just that.
import type { Queryable } from "./database.ts";

const OWN_SCHEMAS = "('public', 'base')";
/** Made by PostGIS, or as fixes arrive. */
const NOT_OURS = "('spatial_ref_sys', 'geometry_columns', 'geography_columns', 'raster_columns', 'raster_overviews')";

interface TableRow {
  name: string;
  columns: string[];
  constraints: string[];
  indexes: string[];
  partitioning: string | null;
  partition: string | null;
  options: string | null;
}

// Only partitions named in a migration are part of the schema: those of months come and go.
const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name,
         array_to_string(c.reloptions, ', ') AS options,
         pg_get_partkeydef(c.oid) AS partitioning,
         (SELECT format('%s %s', i.inhparent::regclass, pg_get_expr(c.relpartbound, c.oid))
          FROM pg_inherits i WHERE i.inhrelid = c.oid) AS partition,
         (SELECT coalesce(array_agg(format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                   CASE WHEN a.attnotnull THEN ' NOT NULL' END,
                   CASE WHEN a.attidentity = 'a' THEN ' GENERATED ALWAYS AS IDENTITY'
                        WHEN a.attgenerated = 's' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED'
                        WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END) ORDER BY a.attnum), '{}')
          FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)::text[] AS columns,
         -- PostgreSQL 18 lists NOT NULL as constraints too; the columns say it already.
         (SELECT coalesce(array_agg(format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)) ORDER BY k.contype, k.conname), '{}')
          FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype <> 'n')::text[] AS constraints,
         (SELECT coalesce(array_agg(pg_get_indexdef(x.indexrelid) ORDER BY x.indexrelid::regclass::text), '{}')
          FROM pg_index x
          WHERE x.indrelid = c.oid AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid))::text[] AS indexes
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname IN ${OWN_SCHEMAS} AND c.relname NOT IN ${NOT_OURS}
    AND c.relname !~ '^position_\\d{4}_\\d{2}$'
  ORDER BY n.nspname, c.relname`;

function tableSql(table: TableRow): string {
  const body = [...table.columns, ...table.constraints].map((line) => `  ${line}`).join(",\n");
  const by = table.partitioning === null ? "" : ` PARTITION BY ${table.partitioning}`;
  const options = table.options ? ` WITH (${table.options})` : "";
  const partition = table.partition === null ? "" : `\n-- partition of ${table.partition}`;
  const indexes = table.indexes.map((index) => `${index};`).join("\n");
  return `CREATE TABLE ${table.name} (\n${body}\n)${by}${options};${partition}${indexes ? `\n${indexes}` : ""}\n`;
}

/** The same text for the same schema on every database that Kentiz runs on. */
export async function schemaDump(db: Queryable): Promise<string> {
  const tables = await db.query<TableRow>(TABLES);
  return `-- The schema after all migrations, for reading; written by gis/schema-dump.ts.\n\n${tables.map(tableSql).join("\n")}`;
}
