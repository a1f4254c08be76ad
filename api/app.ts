import { randomUUID } from 'node:crypto';
import { fastify, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Environment } from '../config/environment.ts';
import type { ArchiveStore } from '../db/archive/store.ts';
import type { Db } from '../db/client.ts';
import type { Secrets } from '../db/secrets.ts';
import type { Temporal } from '../delivery/connect.ts';
import type { Api } from './context.ts';
import { oidcProvider } from './oidc/provider.ts';
import { demoReader } from './openapi/demo.ts';
import { access } from './plugins/access.ts';
import { bodies } from './plugins/bodies.ts';
import { closing } from './plugins/closing.ts';
import { webConsole } from './plugins/console.ts';
import { errors, frameworkError } from './plugins/errors.ts';
import { headers } from './plugins/headers.ts';
import { keys } from './plugins/keys.ts';
import { quietLog } from './plugins/log.ts';
import { createMeters, metrics } from './plugins/metrics.ts';
import { overload } from './plugins/overload.ts';
import { pages } from './plugins/pages.ts';
import { LIMITS, protection, protectionOfPeople, type Limits } from './plugins/protection.ts';
import { limitConnections, PATIENCE, serverOptions, type Patience } from './plugins/server.ts';
import { sessions } from './plugins/sessions.ts';
import { trail } from './plugins/trail.ts';
import { uploads } from './plugins/uploads.ts';
import { accountRoutes } from './routes/account.ts';
import { accountsRoutes } from './routes/accounts.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { archiveRoutes } from './routes/archive.ts';
import { auditRoutes } from './routes/audit.ts';
import { auditsRoutes } from './routes/audits.ts';
import { bundleRoutes } from './routes/bundles.ts';
import { channelRoutes } from './routes/channels.ts';
import { chainRoutes } from './routes/chain.ts';
import { commandRoutes } from './routes/commands.ts';
import { evidenceRoutes } from './routes/evidence.ts';
import { exportRoutes } from './routes/exports.ts';
import { healthRoutes } from './routes/health.ts';
import { historyRoutes } from './routes/history.ts';
import { identityRoutes } from './routes/identities.ts';
import { importRoutes } from './routes/imports.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { kindRoutes } from './routes/kinds.ts';
import { matterExportRoutes } from './routes/matter-exports.ts';
import { matterRoutes } from './routes/matters.ts';
import { presenceRoutes } from './routes/presence.ts';
import { publicRoutes } from './routes/public.ts';
import { calendarRoutes } from './routes/registers-calendars.ts';
import { peopleRoutes } from './routes/registers-people.ts';
import { oidcRoutes } from './routes/oidc.ts';
import { deskRoutes } from './routes/desk.ts';
import { documentActRoutes } from './routes/document-acts.ts';
import { documentRoutes } from './routes/documents.ts';
import { publicDocumentRoutes } from './routes/public-documents.ts';
import { templateRoutes } from './routes/templates.ts';
import { enterpriseRoutes } from './routes/registers-enterprises.ts';
import { jurisdictionRoutes } from './routes/registers-jurisdictions.ts';
import { policyRoutes } from './routes/registers-policies.ts';
import { postRoutes } from './routes/registers-posts.ts';
import { specialPeriodRoutes } from './routes/registers-special-periods.ts';
import { unitRoutes } from './routes/registers-units.ts';
import { registerRoutes } from './routes/registers.ts';
import { rehearsalRoutes } from './routes/rehearsals.ts';
import { responsibilityRoutes } from './routes/responsibility.ts';
import { revisionRoutes } from './routes/revisions.ts';
import { sealRoutes } from './routes/seals.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { statisticsRoutes } from './routes/statistics.ts';
import { streamRoutes } from './routes/stream.ts';
import { tipOpeningRoutes } from './routes/tip-openings.ts';
import { tipRoutes } from './routes/tips.ts';
import { trailRoutes } from './routes/trail.ts';
import { trailOf } from './stores/trail.ts';

/** What an API is built from; `limits` and `patience` only where a test needs others. */
export interface Parts {
  readonly db: Db;
  readonly temporal: Temporal;
  readonly archive: ArchiveStore;
  readonly secrets: Secrets;
  readonly environment: Pick<Environment, 'trialAllowed' | 'secondFactor' | 'dataDir' | 'seal' | 'oidc' | 'edge'>;
  readonly log: FastifyBaseLogger;
  readonly limits?: Limits;
  readonly patience?: Patience;
}

/** A body is at most 1 MB; files have their own limit. */
const BODY_MAX_BYTES = 1_000_000;
/** Everyone hears within 5 s, also when a part hangs without refusing. */
const ANSWER_MS = 4_900;

const ROUTES = [
  healthRoutes,
  sessionRoutes,
  accountRoutes,
  accountsRoutes,
  oidcRoutes,
  identityRoutes,
  apiKeyRoutes,
  kindRoutes,
  commandRoutes,
  matterExportRoutes,
  matterRoutes,
  historyRoutes,
  auditRoutes,
  auditsRoutes,
  exportRoutes,
  statisticsRoutes,
  publicRoutes,
  chainRoutes,
  archiveRoutes,
  sealRoutes,
  bundleRoutes,
  streamRoutes,
  deskRoutes,
  inboxRoutes,
  channelRoutes,
  evidenceRoutes,
  documentRoutes,
  documentActRoutes,
  publicDocumentRoutes,
  templateRoutes,
  presenceRoutes,
  unitRoutes,
  postRoutes,
  peopleRoutes,
  registerRoutes,
  jurisdictionRoutes,
  responsibilityRoutes,
  enterpriseRoutes,
  calendarRoutes,
  policyRoutes,
  specialPeriodRoutes,
  revisionRoutes,
  importRoutes,
  rehearsalRoutes,
  tipRoutes,
  tipOpeningRoutes,
  trailRoutes,
];

/** The whole API, not listening yet. Whoever built the parts closes them after the app. */
export async function buildApp(parts: Parts): Promise<FastifyInstance> {
  const { trustedProxies, hsts } = parts.environment.edge;
  const patience = parts.patience ?? PATIENCE;
  const log = quietLog(parts.log);
  const app = fastify({
    ...serverOptions(patience),
    loggerInstance: log,
    // Fails closed: of nobody's word but these is it believed who somebody is.
    trustProxy: [...trustedProxies],
    genReqId: () => randomUUID(),
    bodyLimit: BODY_MAX_BYTES,
    handlerTimeout: ANSWER_MS,
    frameworkErrors: frameworkError,
    // Keep-alive connections would hold a stop for minutes.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 128 },
  });
  const limits = parts.limits ?? LIMITS;
  const api: Api = {
    ...parts,
    log,
    trail: trailOf(parts.db, log, limits.trailPerMinute),
    meters: createMeters(),
    oidc: parts.environment.oidc === null ? null : oidcProvider(parts.environment.oidc, log),
    demo: demoReader(parts.environment.dataDir),
    closing: closing(app),
  };
  limitConnections(app, patience);
  errors(app);
  access(app);
  headers(app, { hsts });
  overload(app);
  await protection(app, limits);
  metrics(app, api.meters, parts.db);
  sessions(app, api);
  protectionOfPeople(app, limits);
  trail(app, api);
  keys(app, api);
  bodies(app);
  await uploads(app);
  await pages(app, api);
  await webConsole(app);
  for (const route of ROUTES) route(app, api);
  await app.ready();
  return app;
}
