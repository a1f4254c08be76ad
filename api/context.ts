import type { FastifyBaseLogger } from 'fastify';
import type { Environment } from '../config/environment.ts';
import type { ArchiveStore } from '../db/archive/store.ts';
import type { Db } from '../db/client.ts';
import type { Session } from '../db/accounts/session.ts';
import type { Secrets } from '../db/secrets.ts';
import type { Temporal } from '../delivery/connect.ts';
import type { Instant } from '../workflows/kernel/instant.ts';
import type { AccessRow } from './access/row.ts';
import type { Provider } from './oidc/provider.ts';
import type { DemoMatters } from './openapi/demo.ts';
import type { Meters } from './plugins/metrics.ts';
import type { Trail } from './stores/trail.ts';

/** What every route works with. */
export interface Api {
  readonly db: Db;
  readonly temporal: Temporal;
  /** Where archived histories lie. */
  readonly archive: ArchiveStore;
  /** Seals and opens what the database may not know. */
  readonly secrets: Secrets;
  readonly environment: Pick<Environment, 'trialAllowed' | 'secondFactor' | 'dataDir' | 'seal' | 'oidc'>;
  readonly log: FastifyBaseLogger;
  readonly meters: Meters;
  /** The government platform that people sign in by; null where none is set. */
  readonly oidc: Provider | null;
  /** What is told to the audit trail. */
  readonly trail: Trail;
  /** Aborted when the app begins to close. */
  readonly closing: AbortSignal;
  /** The demonstration's matters by stage, where it was loaded. */
  readonly demo: () => DemoMatters;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** When the first byte of the request was read: it decides lateness. */
    receivedAt: Instant;
    /** Who is signed in; null on routes that anyone may call. */
    session: Session | null;
  }
  interface FastifyContextConfig {
    /** The row of the access table that the route is served under. */
    access?: AccessRow;
    /** How often one address may call the route without being signed in. */
    unknown?: { readonly max: number; readonly windowMs: number };
  }
}
