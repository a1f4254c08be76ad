import type { FastifyInstance, FastifyReply } from 'fastify';
import { Gauge } from 'prom-client';
import { headsOfSeal, lastSeal, sealOf, sealsBefore, type Seal } from '../../db/seals.ts';
import { bad, integerOf, queryOf, textOf, type Query } from '../access/query.ts';
import type { Api } from '../context.ts';
import { PUBLISHED } from '../plugins/headers.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';
import { sealState } from '../stores/seals.ts';

const N_MAX = 99_999_999;
/** So many heads are shown at once; the first seal of a large installation has a million. */
const HEADS_MAX = 5_000;

/**
 * Seals as they were signed: for whoever is signed in, with the heads for auditors only, page by page, since chains are
 * named by matters; the last one for everybody: whoever writes its root down is a witness. And whether they still come.
 */
export function sealRoutes(app: FastifyInstance, { db, environment, meters }: Api): void {
  app.get('/v1/seals', async (request) => {
    const query = queryOf(request, ['cursor', 'limit']);
    const limit = integerOf(query, 'limit', 1, 200) ?? 50;
    const seals = await sealsBefore(db, integerOf(query, 'cursor', 1, N_MAX), limit);
    const last = seals.at(-1)?.body.n ?? 1;
    return { items: seals.map(shown), next: last === 1 ? null : last.toString() };
  });

  app.get<{ Params: { n: string } }>('/v1/seals/:n', async (request) => {
    const { actor } = signedIn(request);
    const query = queryOf(request, ['cursor', 'limit']);
    const limit = integerOf(query, 'limit', 1, HEADS_MAX) ?? HEADS_MAX;
    const n = /^[1-9]\d{0,7}$/.test(request.params.n) ? Number(request.params.n) : 0;
    const seal = await sealOf(db, n);
    if (seal === null) throw problem('NotFound', '没有这一号封签。');
    if (actor.role !== 'auditor') return shown(seal);
    const heads = await headsOfSeal(db, n, chainIn(query, 'cursor') ?? '', limit);
    return { ...shown(seal), heads, next: heads.length < limit ? null : (heads.at(-1)?.[0] ?? null) };
  });

  app.get('/v1/public/seals/latest', async (_request, reply) => {
    const seal = await lastSeal(db);
    if (seal === null) throw problem('NotFound', '还没有封签。');
    return reply.headers(PUBLISHED).send(shown(seal));
  });

  app.get('/health/seals', async (_request, reply): Promise<FastifyReply> => {
    const { alarm, ...places } = await sealState(db, environment.seal);
    return alarm ? reply.code(503).header('retry-after', '60').send(places) : reply.send(places);
  });

  meterOf({ db, environment, meters });
}

/** Seconds since the newest seal, by where it is: endless where none is, so that an alarm on it fires. Absent while the database is away. */
function meterOf({ db, environment, meters }: Pick<Api, 'db' | 'environment' | 'meters'>): void {
  new Gauge({
    name: 'bihuan_seal_age_seconds',
    help: 'Seconds since the newest seal was made, by the place where it is: database, folder, receiver',
    labelNames: ['place'],
    registers: [meters.registry],
    async collect() {
      this.reset();
      const state = await sealState(db, environment.seal).catch(() => null);
      for (const place of ['database', 'folder', 'receiver'] as const) {
        const newest = state?.[place];
        if (newest !== undefined) this.set({ place }, newest?.ageSeconds ?? Number.POSITIVE_INFINITY);
      }
    },
  });
}

function chainIn(query: Query, name: string): string | null {
  const chain = textOf(query, name);
  if (chain !== null && !/^[!-~]{1,200}$/.test(chain)) throw bad(name, 'format', '不是链的名称');
  return chain;
}

function shown({ body, signature }: Seal): object {
  return { ...body, signature };
}
