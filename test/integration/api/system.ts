import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { FastifyBaseLogger, FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { egressOf } from '../../../activities/egress/receivers.ts';
import { portsOf } from '../../../activities/record.ts';
import { buildApp } from '../../../api/app.ts';
import { apiDatabase } from '../../../api/database.ts';
import { LIMITS, type Limits } from '../../../api/plugins/protection.ts';
import type { Patience } from '../../../api/plugins/server.ts';
import { storeOf, type ArchiveStore } from '../../../db/archive/store.ts';
import type { SealSettings } from '../../../config/environment.ts';
import type { OidcSettings } from '../../../config/oidc.ts';
import type { Db } from '../../../db/client.ts';
import { secretsIn, type Secrets } from '../../../db/secrets.ts';
import { connectTemporal, type Temporal } from '../../../delivery/connect.ts';
import { startLoopWorker } from '../../../worker/temporal.ts';
import { startWatch } from '../../../worker/watch.ts';
import { freshDatabase, seededAccounts, temporalAddress, workflowBundle } from '../../support/system.ts';

/** An answer; `body` is its JSON object, empty for other content. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly raw: Buffer;
}

type Headers = Readonly<Record<string, string>>;

/** Someone who is signed in. Each command has a key of its own unless the test gives one. */
export interface Caller {
  get(url: string): Promise<Answered>;
  send(url: string, body: unknown, headers?: Headers): Promise<Answered>;
  inject(options: InjectOptions): Promise<Answered>;
}

/** The API over a database and a Temporal namespace of its own, with a worker unless a test starts it later. */
export interface ApiSystem {
  readonly app: FastifyInstance;
  readonly db: Db;
  readonly temporal: Temporal;
  /** In the database. */
  readonly archive: ArchiveStore;
  as(username: string): Promise<Caller>;
  startWorker(): Promise<void>;
  close(): Promise<void>;
}

export interface SystemOptions {
  readonly limits?: Limits;
  readonly patience?: Patience;
  /** Whose word it is who asks; by default nobody's. */
  readonly trustedProxies?: readonly string[];
  readonly hsts?: boolean;
  /** Where the log goes; by default nowhere. */
  readonly log?: FastifyBaseLogger;
  readonly trialAllowed?: boolean;
  readonly secondFactor?: 'required' | 'everyone' | 'optional';
  /** The platform that people sign in by; by default none. */
  readonly oidc?: OidcSettings;
  /** Keys that the test has of its own. */
  readonly secrets?: Secrets;
  /** Where the demonstration's matters are written down. */
  readonly dataDir?: string;
  /** Where seals lie; by default nowhere. */
  readonly seal?: SealSettings;
  /** Another way to the same database server, such as one that can be cut. */
  readonly reach?: (databaseUrl: string) => Promise<string>;
  /** One that another system was on: it is not made. */
  readonly namespace?: string;
  /** Where nothing listens: Temporal is away. */
  readonly temporalAddress?: string;
}

const log = pino({ level: 'silent' });

/** Starts the system without a worker. */
export async function apiSystem(options: SystemOptions = {}): Promise<ApiSystem> {
  const url = await freshDatabase();
  const db = apiDatabase(options.reach === undefined ? url : await options.reach(url));
  const namespace = options.namespace ?? `api-${randomUUID()}`;
  const address = options.temporalAddress ?? temporalAddress();
  const settings = { address, namespace, apiKey: null, tls: null };
  const temporal = await connectTemporal({ temporal: settings });
  if (options.temporalAddress === undefined && options.namespace === undefined)
    await makeNamespace(temporal, namespace);
  const archive = storeOf(db, null);
  const secrets = options.secrets ?? (await secretsIn(join(tmpdir(), `bihuan-secrets-${randomUUID()}`)));
  const egress = egressOf({ allow: '', mail: null });
  const app = await buildApp({
    db,
    temporal,
    archive,
    secrets,
    log: options.log ?? log,
    environment: {
      trialAllowed: options.trialAllowed ?? true,
      secondFactor: options.secondFactor ?? 'optional',
      dataDir: options.dataDir ?? tmpdir(),
      oidc: options.oidc ?? null,
      edge: { trustedProxies: options.trustedProxies ?? [], hsts: options.hsts ?? false },
      seal: options.seal ?? { dir: join(tmpdir(), namespace), keyFile: '', webhookUrl: null },
    },
    limits: options.limits ?? LIMITS,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
  });
  const stopping = new AbortController();
  const running: { stop(): Promise<void> }[] = [];
  const callers = new Map<string, Promise<Caller>>();
  return {
    app,
    db,
    temporal,
    archive,
    as: async (username) => {
      const caller = callers.get(username) ?? signIn(app, username);
      callers.set(username, caller);
      return await caller;
    },
    startWorker: async () => {
      const { code } = workflowBundle();
      const worker = startLoopWorker({
        temporal: settings,
        ports: portsOf(db, log),
        bundle: { code, hash: 'test' },
        log,
      });
      running.push(
        worker,
        startWatch({ db, temporal, archive, secrets, egress, seal: { dir: `${tmpdir()}/no-seals` } }, { code }, log),
      );
      await worker.started;
    },
    close: async () => {
      stopping.abort();
      await app.close();
      await Promise.all(running.map((part) => part.stop()));
      // A retry of the client on a closed channel throws outside of any promise.
      if (options.temporalAddress === undefined) await temporal.close();
      await db.end();
    },
  };
}

/** A field of an answer's body that must be text. */
export function textOf(answered: Answered, field: string): string {
  const value = answered.body[field];
  if (typeof value !== 'string') throw new Error(`${field} is no text in ${JSON.stringify(answered.body)}`);
  return value;
}

/** The `items` or another list of an answer's body. */
export function listOf(answered: Answered, field = 'items'): readonly Readonly<Record<string, unknown>>[] {
  const value = answered.body[field];
  if (!Array.isArray(value)) throw new Error(`${field} is no list in ${JSON.stringify(answered.body)}`);
  return value as readonly Readonly<Record<string, unknown>>[];
}

async function signIn(app: FastifyInstance, username: string): Promise<Caller> {
  const account = seededAccounts().find((one) => one.username === username);
  if (account === undefined) throw new Error(`no account ${username}`);
  const { password } = account;
  const signed = await asked(app, { method: 'POST', url: '/v1/sessions', payload: { username, password } });
  const authorization = `Bearer ${textOf(signed, 'token')}`;
  const inject = (options: InjectOptions): Promise<Answered> =>
    asked(app, { ...options, headers: { authorization, ...options.headers } });
  return {
    inject,
    get: (url) => inject({ method: 'GET', url }),
    send: (url, body, headers = {}) =>
      inject({
        method: 'POST',
        url,
        headers: { 'idempotency-key': randomUUID(), 'content-type': 'application/json', ...headers },
        payload: JSON.stringify(body),
      }),
  };
}

/** One call of the app without a socket. Of a stream, which has no end, the answer is how it begins. */
export async function asked(app: FastifyInstance, options: InjectOptions): Promise<Answered> {
  if (typeof options.url === 'string' && /^\/v1\/stream(\?|$)/.test(options.url)) return await begunBy(app, options);
  const { statusCode, headers, payload, rawPayload } = await app.inject(options);
  return answeredBy(statusCode, headers, rawPayload, payload);
}

async function begunBy(app: FastifyInstance, options: InjectOptions): Promise<Answered> {
  const begun = await app.inject({ ...options, payloadAsStream: true });
  const { statusCode, headers } = begun;
  const chunks: Buffer[] = [];
  for await (const chunk of begun.stream()) {
    chunks.push(chunk as Buffer);
    if (String(headers['content-type']).includes('event-stream')) break;
  }
  begun.raw.res.destroy();
  return answeredBy(statusCode, headers, Buffer.concat(chunks));
}

function answeredBy(status: number, headers: Answered['headers'], raw: Buffer, text = raw.toString()): Answered {
  const isJson = text !== '' && String(headers['content-type']).includes('json');
  return { status, headers, body: isJson ? (JSON.parse(text) as Answered['body']) : {}, raw };
}

/** Makes the namespace and waits until those who take work see it, too. */
export async function makeNamespace(
  temporal: Temporal,
  namespace: string,
  retention: '1 day' | '90 days' = '1 day',
): Promise<void> {
  const { workflowService } = temporal.connection;
  await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(retention) });
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      await workflowService.countWorkflowExecutions({ namespace });
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(100);
    }
  }
}
