import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import {
  addChannel,
  channelsOf,
  orderTest,
  removeChannel,
  unitOfChannel,
  unitToTell,
  type ChannelKind,
} from '../../db/channels.ts';
import { appendTrail, trailActor, type TrailEntry } from '../../db/trail.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { Instant } from '../../workflows/kernel/instant.ts';
import type { PostId, UnitId } from '../../workflows/kernel/terms.ts';
import { CHANNEL_SCHEMA } from '../bodies/channels.ts';
import { checkBody } from '../bodies/checked.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';

interface Asked {
  readonly kind: ChannelKind;
  readonly to: string;
  readonly secret?: string;
  readonly post?: PostId;
  readonly unit?: UnitId;
}

interface ById {
  readonly Params: { readonly id: string };
}

/** For one unit with its posts; our default. */
const CHANNELS_MAX = 20;

/** Where notices go beside the inbox: leaders set it for their own unit and its posts, the administrator for all. */
export function channelRoutes(app: FastifyInstance, { db, secrets }: Api): void {
  app.get('/v1/channels', async (request) => {
    const { actor } = signedIn(request);
    return { items: await channelsOf(db, isForAll(actor) ? null : actor.unit), next: null };
  });

  app.post('/v1/channels', async (request, reply) => {
    const { actor } = signedIn(request);
    const at = request.receivedAt;
    checkBody(CHANNEL_SCHEMA, request.body);
    const { kind, to, secret, post = null, unit = null } = request.body as Asked;
    const host = hostOf(kind, to);
    if ((post === null) === (unit === null)) throw problem('ChannelUnfit', '请写明岗位或单位，二者只填一项。');
    const told = await unitToTell(db, post, unit);
    requireOwn(told, actor, '没有这个岗位或单位，或不在您的管理范围内。');
    if ((await channelsOf(db, told)).length >= CHANNELS_MAX)
      throw problem('ChannelUnfit', `一个单位最多 ${CHANNELS_MAX.toString()} 个通知渠道，请先撤除不用的。`);
    const id = `chn-${randomUUID().replaceAll('-', '').slice(0, 24)}`;
    const channel = { id, post, unit, kind, host, createdBy: actor.person, createdAt: at };
    await db.sql.begin(async (sql) => {
      await addChannel(sql, secrets, channel, { to, ...(secret === undefined ? {} : { secret }) });
      await appendTrail({ sql }, entryOf(id, actor, at, { added: true, kind, host, post, unit }));
    });
    return reply.code(201).send({ ...channel, last: null });
  });

  app.post<ById>('/v1/channels/:id/tests', async (request, reply) => {
    const { id } = request.params;
    requireOwn(await unitOfChannel(db, id), signedIn(request).actor);
    await orderTest(db, id, randomUUID());
    return reply.code(202).send({ id });
  });

  app.delete<ById>('/v1/channels/:id', async (request, reply) => {
    const { actor } = signedIn(request);
    const { id } = request.params;
    requireOwn(await unitOfChannel(db, id), actor);
    await db.sql.begin(async (sql) => {
      const gone = await removeChannel(sql, id, request.receivedAt);
      if (gone === null) throw absent();
      await appendTrail({ sql }, entryOf(id, actor, request.receivedAt, { added: false, host: gone.host }));
    });
    return reply.code(204).send();
  });
}

function isForAll({ role }: Actor): boolean {
  return role === 'admin';
}

/** What is not of the actor's own unit is not there. */
function requireOwn(unit: UnitId | null, actor: Actor, says?: string): void {
  if (unit === null || (unit !== actor.unit && !isForAll(actor))) throw absent(says);
}

function absent(says = '没有这个通知渠道，或不在您的管理范围内。'): Error {
  return problem('NotFound', says);
}

/** What may be shown of an address; the whole of it stands sealed. Where it may lead is decided when it is used. */
function hostOf(kind: ChannelKind, to: string): string {
  if (kind === 'mail') {
    const domain = /^[^\s@<>"',;:()[\]\\]{1,64}@([A-Za-z0-9.-]{1,253})$/.exec(to)?.[1];
    if (domain === undefined) throw problem('ChannelUnfit', '不是有效的邮箱地址。');
    return domain;
  }
  const url = URL.canParse(to) ? new URL(to) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw problem('ChannelUnfit', '须为推送地址（外网主机须用 https://），地址中不能写“用户:口令@”。');
  return url.host;
}

function entryOf(id: string, actor: Actor, at: Instant, data: TrailEntry['data']): TrailEntry {
  return { at, type: 'ChannelChanged', actor: trailActor(actor), subject: `channels/${id}`, data };
}
