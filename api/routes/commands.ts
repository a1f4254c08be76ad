import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { commandRecord, type CommandRecord } from '../../db/commands.ts';
import { matter } from '../../db/queries/matter.ts';
import { ANONYMOUS, type Actor } from '../../workflows/kernel/command.ts';
import { refuse } from '../../workflows/kernel/refusal.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { KINDS, type Kind } from '../../workflows/kinds.ts';
import { isBarred } from '../access/relations.ts';
import { scopeOf } from '../../db/queries/scope-of.ts';
import { sendReceipt } from '../commands/answer.ts';
import { commandIdOf, expectedVersion, idempotencyKey, isAsync, matterIdOf } from '../commands/identity.ts';
import { splitPolicy } from '../commands/opening.ts';
import { receive } from '../commands/receive.ts';
import type { Api } from '../context.ts';
import { commandsOfPeople, openingFace } from '../matters/lifecycle.ts';
import { seenMatter } from '../matters/seen.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem, refusalProblem } from '../problems/problem.ts';
import { codedAnswer, doorOf, strangerOf } from '../tips/door.ts';
import { asksIdentity } from '../tips/identity.ts';

/** Opening matters, acting on them, and asking what became of a command: alike for every kind. */
export function commandRoutes(app: FastifyInstance, api: Api): void {
  for (const kind of KINDS) {
    const opening = doorOf(openingFace(kind)?.schema ?? {}, named);
    app.post(`/v1/${kind.face.path}`, opening, (request, reply) => open(api, kind, request, reply));
    app.post<{ Params: { id: MatterId; command: string } }>(
      `/v1/${kind.face.path}/:id/commands/:command`,
      { onRequest: named },
      (request, reply) => act(api, kind, request.params, request, reply),
    );
  }
  app.get<{ Params: { commandId: string } }>('/v1/commands/:commandId', async (request, reply) => {
    const record = await commandRecord(api.db, request.params.commandId);
    if (record === null || !(await maySee(api, record, signedIn(request).actor)))
      throw problem('NotFound', '没有这条命令，或不在您的查看范围内。');
    return reply.header('command-id', record.commandId).send(outcomeOf(record));
  });
}

/**
 * Every answer names its command, also when the body is not even read, but for those who are nobody: theirs follows from
 * what they say. Throws 400 without a good key.
 */
function named(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const key = idempotencyKey(request.headers['idempotency-key']);
  if (request.session !== null) void reply.header('command-id', commandIdOf(request.session.actor.person, key));
  done();
}

function commandIdIn(request: FastifyRequest): string {
  return commandIdOf(signedIn(request).actor.person, idempotencyKey(request.headers['idempotency-key']));
}

async function open(api: Api, kind: Kind, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const key = idempotencyKey(request.headers['idempotency-key']);
  const face = openingFace(kind);
  // Who opens which kind stands in the access table.
  if (face === null) throw refusalProblem(kind, refuse('NotYours', `您的岗位不能登记${kind.face.title}。`));
  const asks = asksIdentity(face.schema);
  const actor = asks && request.session === null ? ANONYMOUS : signedIn(request).actor;
  const caller = actor === ANONYMOUS ? strangerOf(api.secrets, request.body) : actor.person;
  const commandId = commandIdOf(caller, key);
  void reply.header('command-id', commandId);
  const { policy, body } = splitPolicy(face.schema, request.body);
  const receipt = await receive(api, {
    kind,
    type: kind.face.opening.command,
    schema: face.schema,
    matterId: matterIdOf(kind, caller, key),
    commandId,
    actor,
    at: request.receivedAt,
    body,
    expectedVersion: null,
    opens: policy,
    isAsync: isAsync(request.headers['prefer']),
  });
  return await sendReceipt(api, kind, receipt, reply, asks ? codedAnswer(api.secrets, commandId, actor) : {});
}

async function act(
  api: Api,
  kind: Kind,
  params: { readonly id: MatterId; readonly command: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { actor } = signedIn(request);
  const face = commandsOfPeople(kind).includes(params.command) ? kind.face.commands[params.command] : undefined;
  if (face === undefined) throw problem('UnknownCommand', `${kind.face.title}没有“${params.command}”这项操作。`);
  const found = await seenMatter(api.db, kind, params.id, scopeOf(actor));
  if (isBarred(kind, found, actor, params.command))
    throw refusalProblem(kind, refuse('NotYours', '该操作不由您的角色办理。'));
  const receipt = await receive(api, {
    kind,
    type: params.command,
    schema: face.schema,
    matterId: found.id,
    commandId: commandIdIn(request),
    actor,
    at: request.receivedAt,
    body: request.body,
    expectedVersion: expectedVersion(request.headers['if-match']),
    opens: null,
    isAsync: isAsync(request.headers['prefer']),
  });
  return await sendReceipt(api, kind, receipt, reply);
}

/** A command is seen by who sent it, and by whoever sees its matter. */
async function maySee(api: Api, record: CommandRecord, actor: Actor): Promise<boolean> {
  if (record.command.actor.person === actor.person) return true;
  return (await matter(api.db, record.matterId, scopeOf(actor))) !== null;
}

function outcomeOf(record: CommandRecord): Readonly<Record<string, unknown>> {
  const { commandId, outcome, version, refusal, matterId } = record;
  const base = { commandId, outcome, matterId };
  if (refusal !== null) return { ...base, code: refusal.code, detail: refusal.detail };
  return version === null ? base : { ...base, version };
}
