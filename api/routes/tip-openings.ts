import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasShownFactor } from '../../db/accounts/restriction.ts';
import {
  askOpening,
  decideOpening,
  isOfDiscipline,
  openIdentity,
  openingOf,
  openingsOf,
  openUntil,
  type Opening,
  type OfTip,
  type Unopened,
} from '../../db/tips/openings.ts';
import { trailActor } from '../../db/trail.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { kindByName } from '../../workflows/kinds.ts';
import type { State } from '../../workflows/tip/state.ts';
import { checkBody } from '../bodies/checked.ts';
import { idempotencyKey, orderIdOf } from '../commands/identity.ts';
import type { Api } from '../context.ts';
import { seenMatter } from '../matters/seen.ts';
import { signedIn } from '../plugins/sessions.ts';
import type { ProblemCode } from '../problems/catalogue.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { doorOf } from '../stores/door.ts';
import { opened } from '../stores/sealed.ts';
import { ASKING, DECISION } from '../tips/opening-bodies.ts';

interface Params {
  readonly id: MatterId;
  readonly opening: string;
}

const BASE = '/v1/tips/:id/identity-openings';

/**
 * Opening the identity of whoever gave a tip takes two people: 安委办's leaders or 纪检监察 ask with a reason, a county
 * leader or the security administrator who is somebody else decides, and who asked reads it once.
 */
export function tipOpeningRoutes(app: FastifyInstance, api: Api): void {
  const { db, secrets } = api;

  app.get<{ Params: Params }>(BASE, async (request) => {
    await requireParty(api, signedIn(request).actor);
    const tip = await tipOf(api, request);
    return {
      items: await Promise.all((await openingsOf(db, tip)).map((it) => shown(api, tip, it, request))),
      next: null,
    };
  });

  app.post<{ Params: Params }>(BASE, async (request, reply) => {
    const { actor } = signedIn(request);
    await requireParty(api, actor);
    const tip = await tipOf(api, request);
    const key = idempotencyKey(request.headers['idempotency-key']);
    checkBody(ASKING, request.body);
    if (!tip.named) throw problem('NoIdentity', '这件举报没有署名，没有可启封的身份。');
    const { reason } = request.body as { readonly reason: string };
    const id = orderIdOf('opn', 'identity-openings', actor.person, key);
    await askOpening(db, tip, { id, reason, actor, at: request.receivedAt });
    const asked = await openingOf(db, tip, id);
    const answer = asked === null ? null : await shown(api, tip, asked, request);
    if (answer?.reason !== reason)
      throw problem('KeyUsedForOther', '这个幂等键已经用于另一次启封申请，请换一个键再提交。');
    return reply.code(201).send(answer);
  });

  app.post<{ Params: Params }>(`${BASE}/:opening/decisions`, async (request) => {
    const { actor } = signedIn(request);
    const tip = await tipOf(api, request);
    await requireFactor(api, request);
    checkBody(DECISION, request.body);
    const said = request.body as { readonly agree: boolean; readonly reason: string };
    const { opening: id } = request.params;
    const refused = await decideOpening(db, tip, { id, ...said, actor, at: request.receivedAt });
    if (refused !== null) throw told(refused);
    const decided = await openingOf(db, tip, id);
    return decided === null ? {} : await shown(api, tip, decided, request);
  });

  app.post<{ Params: Params }>(`${BASE}/:opening/open`, async (request, reply): Promise<FastifyReply> => {
    const { actor } = signedIn(request);
    await requireParty(api, actor);
    const tip = await tipOf(api, request);
    await requireFactor(api, request);
    const result = await openIdentity(db, secrets, tip, {
      id: request.params.opening,
      actor,
      at: request.receivedAt,
    });
    if ('refused' in result) throw told(result.refused);
    return reply.header('cache-control', 'no-store').send({ identity: result.identity });
  });
}

/**
 * The tip that is addressed, by its id alone: whoever asks, decides or audits here reaches each one but those about their
 * own unit. Of what 纪检监察 and the security administrator see nowhere else they learn only what is asked, and why.
 */
async function tipOf(
  { db }: Api,
  request: FastifyRequest<{ Params: Params }>,
): Promise<OfTip & { readonly named: boolean }> {
  const scope = { allBut: signedIn(request).actor.unit };
  const found = await seenMatter(db, kindByName('tip'), request.params.id, scope);
  const { tipId, named } = found.state as State;
  return { matterId: found.id, tipId, named };
}

/** Of the departments that the access table lets through, only 纪检监察: why a name is wanted is no other's business. */
async function requireParty({ db }: Api, { role, unit }: Actor): Promise<void> {
  if (role === 'department' && !(await isOfDiscipline(db, unit)))
    throw problem('Forbidden', '启封举报人身份只由安委办负责人、纪检监察机关申请，由县领导、安全管理员决定。');
}

/** A password that somebody else set, or saw, must not be enough to learn who gave a tip. */
async function requireFactor(api: Api, request: FastifyRequest): Promise<void> {
  if (!(await hasShownFactor(doorOf(api), signedIn(request))))
    throw problem('Forbidden', '决定、启封举报人身份须以动态口令登录：请绑定动态口令后重新登录。');
}

/** With its reason in words, which is told to the trail as any other sealed text. */
async function shown({ db, trail }: Api, tip: OfTip, opening: Opening, request: FastifyRequest) {
  const { tipId: _, ...said } = opening;
  return await opened(db, { ...said, openUntil: openUntil(opening) }, (sealed) =>
    trail.keepRead({
      at: request.receivedAt,
      type: 'SealedRead',
      actor: trailActor(signedIn(request).actor),
      subject: `tip/${tip.matterId}`,
      data: { sealed },
    }),
  );
}

const TOLD: Readonly<Record<Unopened, readonly [ProblemCode, string]>> = {
  NotFound: ['NotFound', '没有这次启封申请，或不在您的查看范围内。'],
  AskerDecides: ['AskerDecides', '申请人不能决定自己的启封申请，换一个账号或互为代理也不行。'],
  Decided: ['OpeningDecided', '这次启封申请已有决定，不能更改。'],
  NotAsker: ['Forbidden', '只有申请人本人可以启封。'],
  NotAgreed: ['OpeningNotAgreed', '这次启封申请未获同意。'],
  Expired: ['OpeningExpired', '同意后 24 小时内未启封，已经失效，请重新申请。'],
  Used: ['OpeningUsed', '身份只能查看一次，已经看过；确需再看的，请重新申请。'],
};

function told(why: Unopened): Problem {
  return problem(...TOLD[why]);
}
