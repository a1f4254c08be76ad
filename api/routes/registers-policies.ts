import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sha256 } from '../../db/chain.ts';
import { policyEffect } from '../../db/registers/effect.ts';
import {
  applyPolicy,
  changeDraft,
  concernedBy,
  draftPolicy,
  policyRow,
  publishPolicy,
  type PolicyKey,
  type PolicyParts,
  type PolicyRefused,
  type PolicyRow,
} from '../../db/registers/policies.ts';
import { isRevisionOf, revisionStanding } from '../../db/registers/revisions.ts';
import { dayOf, msOf } from '../../workflows/kernel/instant.ts';
import { checkBody } from '../bodies/checked.ts';
import { APPLY, PUBLISH } from '../bodies/registers.ts';
import { idempotencyKey } from '../commands/identity.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { changedParts, draftOf, keyOf, requireFit } from '../registers/policy-draft.ts';
import { JUDGE_MS, refused } from './registers-calendars.ts';

interface At {
  readonly Params: { kind: string; policy: string; version: string };
}

const ONE = '/v1/registers/policies/:kind/:policy/:version';

/** Drafting, publishing and applying policies. */
export function policyRoutes(app: FastifyInstance, api: Api): void {
  const { db } = api;

  app.post('/v1/registers/policies', async (request, reply) => {
    const { actor } = signedIn(request);
    const { key, parts } = await draftOf(db, request.body);
    return reply.code(201).send(await draftPolicy(db, key, parts, { by: actor.person, at: request.receivedAt }));
  });

  app.patch<At>(ONE, async (request) => {
    const { actor } = signedIn(request);
    const row = await standing(api, keyOf(request.params));
    const parts: PolicyParts = changedParts(row, request.body);
    return settled(await changeDraft(db, row, parts, { by: actor.person, at: request.receivedAt }));
  });

  app.post<At>(`${ONE}/publish`, async (request) => {
    const { actor } = signedIn(request);
    checkBody(PUBLISH, request.body);
    const { reason } = request.body as { reason: string };
    const hand = { by: actor.person, at: request.receivedAt, reason };
    const row = await standing(api, keyOf(request.params));
    if (row.status === 'draft') requireFit(row);
    return settled(await publishPolicy(db, row, hand));
  });

  app.get<At>(`${ONE}/effect`, async (request) => {
    const { actor } = signedIn(request);
    const row = await standing(api, keyOf(request.params));
    const at = request.receivedAt;
    return await policyEffect(db, row, { actor, at, until: msOf(at) + JUDGE_MS });
  });

  app.post<At>(`${ONE}/apply`, (request, reply) => apply(api, request, reply));
}

async function apply(api: Api, request: FastifyRequest<At>, reply: FastifyReply): Promise<FastifyReply> {
  const { db } = api;
  const { actor } = signedIn(request);
  checkBody(APPLY, request.body);
  const { reason, matters } = request.body as { reason: string; matters?: readonly string[] };
  const row = await standing(api, keyOf(request.params));
  if (row.status !== 'published') throw problem('NotPublished', '草案须先发布，才能适用于在办事项。');
  const at = request.receivedAt;
  const today = dayOf(at);
  if (row.effectiveFrom > today || (row.effectiveTo !== null && row.effectiveTo < today))
    throw problem('NotInForce', '这一版本尚未生效或已经失效，不能适用于在办事项。');
  const only = matters === undefined ? null : [...new Set(matters)];
  const id = revisionIdOf(request, actor.person);
  const known = await revisionStanding(db, id);
  if (known !== null && !(known.reason === reason && (only === null || (await isRevisionOf(db, id, only)))))
    throw problem('KeyUsedForOther', '这个幂等键已经用于另一次适用，请换一个键再提交。');
  if (known === null && only !== null && (await concernedBy(db, row, only)).length < only.length)
    throw problem('MatterNotConcerned', '所列事项中有的不在办、不适用这一规则，或已适用这一版本。');
  await applyPolicy(db, row, { id, actor, at, reason }, only);
  return reply
    .code(202)
    .header('location', `/v1/revisions/${id}`)
    .send(await revisionStanding(db, id));
}

/** With a key the same request is the same revision; without one each is its own. */
function revisionIdOf(request: FastifyRequest<At>, person: string): string {
  const header = request.headers['idempotency-key'];
  const seed = header === undefined ? randomUUID() : `${request.url}\0${person}\0${idempotencyKey(header)}`;
  return `rev-${sha256(`policy\0${seed}`).slice(0, 24)}`;
}

async function standing({ db }: Api, key: PolicyKey): Promise<PolicyRow> {
  const row = await policyRow(db, key);
  if (row === null) throw refused('unknown');
  return row;
}

function settled(result: PolicyRow | PolicyRefused): PolicyRow {
  if (typeof result === 'object') return result;
  throw result === 'past' ? inPast() : refused(result);
}

function inPast(): Problem {
  const detail = '生效日期不能早于今天，请修改草案后再发布';
  const errors = [{ pointer: '/effectiveFrom', code: 'EffectiveInPast', detail }];
  return problem('EffectiveInPast', `${detail}。`, { errors });
}
