import type { RawBuilder } from 'kysely';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';

export { sql } from 'kysely';

/** A statement with its parameters, made by the `sql` template; `Row` is what it returns. */
export type Query<Row> = RawBuilder<Row>;

// Kysely only writes the text; the connection is ours, so that one transaction is one client.
const compiler = new Kysely<object>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** The text and the parameters of a statement, as the driver wants them. */
export function compile<Row>(query: Query<Row>): { text: string; values: readonly unknown[] } {
  const { sql, parameters } = query.compile(compiler);
  return { text: sql, values: parameters };
}
