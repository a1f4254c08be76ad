import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { instantOf } from '../workflows/kernel/instant.ts';
import * as schema from './schema/index.ts';

/** The database as all rooms hold it: `sql` for hand-written statements, `orm` for registers. */
export interface Db {
  readonly sql: Sql;
  readonly orm: PostgresJsDatabase<typeof schema>;
  /** Waits for running statements at most 5 s, then closes all connections. */
  readonly end: () => Promise<void>;
}

/** A client of raw statements: instants come back canonical, days as `YYYY-MM-DD`, counts as numbers. */
export type Sql = postgres.Sql;
/** Either the client or a transaction of it. */
export type Queryable = postgres.ISql;
/** A transaction of the raw client. */
export type Transaction = postgres.TransactionSql;

export interface ConnectOptions {
  /** Connections of the raw client (10); the register client has at most 4 more. */
  readonly max?: number;
  /** Shown in `pg_stat_activity`. */
  readonly name?: string;
  /** Session settings beyond the defaults, such as `role: 'none'` for the owner. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told of every statement of the raw client, `begin` and `commit` included: for the benchmark of costs. */
  readonly onStatement?: (text: string) => void;
}

const SECONDS = 1_000;

/**
 * Connects lazily, so an absent database stops nobody from starting. A statement ends after 10 s, a connection attempt
 * after 2 s, and attempts follow each other by 0.1 s: first row 0.5–0.8 s after a recovery (measured).
 */
export function connect(url: string, options: ConnectOptions = {}): Db {
  const max = options.max ?? 10;
  const { onStatement } = options;
  const debug =
    onStatement === undefined
      ? {}
      : {
          debug: (_: number, text: string) => {
            onStatement(text);
          },
        };
  const raw = postgres(url, { ...settingsOf(options), ...debug, max, types: RAW_TYPES });
  // drizzle patches the parsers of the client that it is given, so it has its own.
  const own = postgres(url, { ...settingsOf(options), max: Math.min(max, 4) });
  return {
    sql: raw,
    orm: drizzle(own, { schema }),
    end: async () => {
      await Promise.all([raw.end({ timeout: 5 }), own.end({ timeout: 5 })]);
    },
  };
}

const RAW_TYPES = {
  instant: {
    to: 1184,
    from: [1184],
    serialize: (at: string) => at,
    // What is no moment of ours (`infinity`, another era) was never written here: it comes as it stands, for audits to name.
    parse: (text: string) => (Number.isNaN(Date.parse(text)) ? text : instantOf(Date.parse(text))),
  },
  date: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (text: string) => text },
  bigint: { to: 20, from: [20], serialize: String, parse: Number },
};

function settingsOf(options: ConnectOptions) {
  return {
    backoff: () => 0.1,
    connect_timeout: 2,
    onnotice: () => undefined,
    connection: {
      application_name: options.name ?? 'bihuan',
      TimeZone: 'UTC',
      statement_timeout: 10 * SECONDS,
      lock_timeout: 5 * SECONDS,
      idle_in_transaction_session_timeout: 15 * SECONDS,
      ...options.settings,
    },
  };
}

/** Binds a value as `jsonb`. What JSON cannot hold must not come here: the edges have refused it. */
export function asJson(sql: Queryable, value: unknown): postgres.Parameter {
  return sql.json(value as postgres.JSONValue);
}
