import type { FastifyReply } from 'fastify';
import type { ChainedEvent } from '../../db/chain.ts';
import { eventsOf } from '../../db/queries/events.ts';
import { presentEvents } from '../matters/events.ts';
import type { Kind } from '../../workflows/kinds.ts';
import type { Api } from '../context.ts';
import { refusalProblem } from '../problems/problem.ts';
import type { Receipt } from './receive.ts';

/** What an opening's answer holds beside it, such as a code, and where to ask for its outcome if not at the command. */
interface Beside {
  readonly told?: Readonly<Record<string, string>>;
  readonly waitsAt?: string;
}

/**
 * Answers a received command: 201 for an opening, 200 for the others, 202 while it waits. Throws the problem of a
 * refusal. The same command sent again gets the same answer, since all of it is read from the ledger up to its version.
 */
export async function sendReceipt(
  api: Api,
  kind: Kind,
  receipt: Receipt,
  reply: FastifyReply,
  { told = {}, waitsAt }: Beside = {},
): Promise<FastifyReply> {
  const { record, delivered } = receipt;
  const { commandId, matterId, command } = record;
  const meter = (outcome: string): void => {
    api.meters.commands.inc({ kind: kind.rules.name, command: command.type, outcome });
  };
  if (delivered.outcome === 'refused') {
    meter(delivered.refusal.code);
    // Written with the outcome, once, however often the same command is sent.
    throw refusalProblem(kind, delivered.refusal, { isInTrail: true });
  }
  meter(delivered.outcome);
  if (delivered.outcome === 'waiting')
    return reply
      .code(202)
      .header('location', waitsAt ?? `/v1/commands/${commandId}`)
      .send({ commandId, outcome: 'waiting', ...told });
  const { version } = delivered;
  const events = (await eventsOf(api.db, matterId)).filter((event) => event.seq <= version);
  const state = stateAfter(kind, events);
  const { status } = kind.face.summary(state);
  void reply.header('etag', `"${version.toString()}"`);
  if (!record.opens)
    return reply.code(200).send({ version, status, events: await own(api, kind, receipt, events, state) });
  const number = command.opening?.number;
  return reply
    .code(201)
    .header('location', `/v1/${kind.face.path}/${matterId}`)
    .send({ id: matterId, number, version, status, ...told });
}

/** What came of the command, as far as it is for who sent it. */
async function own(
  { db }: Api,
  kind: Kind,
  { record: { commandId, command } }: Receipt,
  events: readonly ChainedEvent[],
  state: unknown,
): Promise<readonly object[]> {
  const came = events.filter((event) => event.commandId === commandId);
  return await presentEvents(db, kind, came, state, command.actor);
}

function stateAfter(kind: Kind, events: readonly ChainedEvent[]): unknown {
  let state: unknown = null;
  for (const event of events) state = kind.rules.evolve(state, event);
  return state;
}
