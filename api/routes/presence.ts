import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sha256 } from '../../db/chain.ts';
import type { Db } from '../../db/client.ts';
import { UnknownReference } from '../../db/errors.ts';
import { cancelLeave, leaveOf, registerLeave, unitsOfPerson, type Leave } from '../../db/registers/leaves.ts';
import { beginTenure, endTenure, type Appointer, type Changing, type Tenure } from '../../db/registers/tenures.ts';
import type { Hand } from '../../db/registers/write.ts';
import { knownFor } from '../../db/terms.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { dayOf, plusDays, type Day } from '../../workflows/kernel/instant.ts';
import type { PersonId, PostId } from '../../workflows/kernel/terms.ts';
import { checkBody } from '../bodies/checked.ts';
import { idempotencyKey } from '../commands/identity.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import type { ProblemCode } from '../problems/catalogue.ts';
import { problem } from '../problems/problem.ts';
import { CANCEL_SCHEMA, LEAVE_SCHEMA, TENURE_END_SCHEMA, TENURE_SCHEMA } from '../bodies/presence.ts';

type Sent<Body> = Readonly<Body> & { readonly reason: string };
type LeaveBody = Sent<{ person: PersonId; from: Day; to: Day; deputyPost?: PostId }>;

/** Leave ends at most so many days after its beginning. */
const LEAVE_DAYS_MAX = 366;

/** Who is there: leave, and who is in a post. A matter whose holder lapses moves on within seconds. */
export function presenceRoutes(app: FastifyInstance, { db }: Api): void {
  app.post('/v1/registers/leaves', async (request, reply) => {
    const { actor } = signedIn(request);
    checkBody(LEAVE_SCHEMA, request.body);
    return reply.status(201).send(await leaveFor(db, request, actor, request.body as LeaveBody));
  });

  app.post<{ Params: { id: string } }>('/v1/registers/leaves/:id/cancel', async (request) => {
    checkBody(CANCEL_SCHEMA, request.body);
    const leave = await leaveOf(db, request.params.id);
    if (leave === null) throw problem('NotFound', '没有这次请假。');
    await mayGrant(db, request, leave.person);
    const cancelled = await cancelLeave(db, leave.id, (request.body as Sent<object>).reason, handOf(request));
    if (cancelled === null) throw problem('NothingToChange', '这次请假已经撤销。');
    return cancelled;
  });

  app.post('/v1/registers/tenures', async (request, reply) => {
    const { actor } = signedIn(request);
    checkBody(TENURE_SCHEMA, request.body);
    const { post, person, validFrom, validTo, reason } = request.body as Sent<
      Omit<Tenure, 'validTo'> & { validTo?: Day }
    >;
    if (person === actor.person) throw problem('OwnAppointment', '任职须由他人登记，不能任命本人。');
    await known(db, request, { posts: [post] });
    if ((await unitsOfPerson(db, person, request.receivedAt)) === null)
      throw problem('UnknownPerson', `人员 ${person} 不在名录中。`);
    const tenure = { post, person, validFrom, validTo: validTo ?? null };
    return reply.status(201).send(done(await beginTenure(db, tenure, reason, appointerOf(request))));
  });

  app.post('/v1/registers/tenures/end', async (request) => {
    checkBody(TENURE_END_SCHEMA, request.body);
    const { post, person, validTo, reason } = request.body as Sent<{ post: string; person: string; validTo: Day }>;
    return done(await endTenure(db, { post, person, validTo }, reason, appointerOf(request)));
  });
}

/** Registers the leave that is asked for, or says what stands against it. */
async function leaveFor(db: Db, request: FastifyRequest, actor: Actor, body: LeaveBody): Promise<Leave> {
  const { person, from, to, deputyPost, reason } = body;
  await mayGrant(db, request, person);
  if (to < from || to < dayOf(request.receivedAt))
    throw problem('InvalidPeriod', '请假须止于今天或以后，且不早于起始日。');
  if (to > plusDays(from, LEAVE_DAYS_MAX)) throw problem('InvalidPeriod', '一次请假最长 366 天。');
  if (deputyPost !== undefined) await known(db, request, { posts: [deputyPost] });
  const id = leaveId(request, actor);
  const leave = await registerLeave(
    db,
    { id, person, from, to, deputyPost: deputyPost ?? null, reason },
    handOf(request),
  );
  if (leave === 'overlaps') throw problem('LeaveOverlaps', '该人员在这些日期已登记请假，请先撤销。');
  if (leave === 'deputy') throw problem('DeputyUnfit', '代理岗位须是请假人员所在单位的其他岗位，不能是本人的岗位。');
  if (!isSame(leave, { person, from, to, deputyPost: deputyPost ?? null, reason }))
    throw problem('KeyUsedForOther', '这个幂等键已经用于另一次请假，请换一个键再提交。');
  return leave;
}

/** Leave is granted by a leader of the person's own unit, by 安委办 or by the administrator; never by oneself alone. */
async function mayGrant(db: Db, request: FastifyRequest, person: PersonId): Promise<void> {
  const { actor } = signedIn(request);
  const units = await unitsOfPerson(db, person, request.receivedAt);
  const isOffice = actor.role === 'office' || actor.role === 'admin';
  if (!isOffice && !(actor.rank >= 2 && units?.includes(actor.unit) === true))
    throw problem('Forbidden', '请假由本单位分管以上负责人、安委办或系统管理员登记。');
  if (units === null) throw problem('UnknownPerson', `人员 ${person} 不在名录中。`);
}

function handOf(request: FastifyRequest): Hand {
  return { by: signedIn(request).actor.person, at: request.receivedAt };
}

function appointerOf(request: FastifyRequest): Appointer {
  return { ...handOf(request), role: signedIn(request).actor.role };
}

/** With a key the same request is the same leave; without one each is its own. */
function leaveId(request: FastifyRequest, { person }: Actor): string {
  const header = request.headers['idempotency-key'];
  const digest =
    header === undefined ? randomUUID().replaceAll('-', '') : sha256(`leave\0${person}\0${idempotencyKey(header)}`);
  return `lv-${digest.slice(0, 24)}`;
}

function isSame(leave: Leave, asked: Partial<Leave>): boolean {
  return Object.entries(asked).every(([name, value]) => leave[name as keyof Leave] === value);
}

async function known(db: Db, request: FastifyRequest, refs: { readonly posts: readonly string[] }): Promise<void> {
  try {
    await knownFor(db, { units: [], people: [], ...refs }, request.receivedAt);
  } catch (error) {
    if (error instanceof UnknownReference) throw problem('UnknownPost', `岗位 ${error.id} 不在名录中或已失效。`);
    throw error;
  }
}

function done(said: Changing<Tenure>): Tenure {
  if ('done' in said) return said.done;
  const [code, detail] = NOT_CHANGED[said.not];
  throw problem(code, detail);
}

const NOT_CHANGED: Readonly<
  Record<Exclude<Changing<Tenure>, { readonly done: Tenure }>['not'], readonly [code: ProblemCode, detail: string]>
> = {
  absent: ['NotFound', '名录中没有这个任职，或在该日期不成立。'],
  period: ['InvalidPeriod', '截止日不能早于起始日。'],
  overlaps: ['NothingToChange', '该人员在这些日期已有这项任职。'],
  elsewhere: ['WorksElsewhere', '企业人员不能在企业以外任职，其他单位人员也不能在企业任职；须先结束原任职。'],
  administrators: [
    'AdministratorsApart',
    '系统管理员、安全管理员、审计管理员须由三人分别担任，且不能兼任其他角色的岗位。',
  ],
  reach: ['Forbidden', '系统、安全、审计管理员的任职由安委办主任变更，系统管理员不能变更。'],
  identity: ['IdentityMissing', '担任系统、安全、审计管理员的人员，须先登记身份证号。'],
  past: ['InvalidPeriod', '任职最早于今天截止；补登最多早于今天 31 天。'],
  last: ['LastAdministrator', '此后将没有人担任这一管理员，须先由他人任职并开通账号。'],
};
