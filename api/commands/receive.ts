import { canonicalJson } from '../../db/canonical.ts';
import {
  commandRecord,
  noteCommand,
  noteOpening,
  type CommandRecord,
  type Note,
  type Noted,
} from '../../db/commands.ts';
import { REVISE } from '../../db/registers/concerned.ts';
import { isUnavailable } from '../../db/errors.ts';
import { deliver, post, type Delivered } from '../../delivery/deliver.ts';
import type { Actor, Command } from '../../workflows/kernel/command.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { msOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Kind } from '../../workflows/kinds.ts';
import { hashOf } from '../bodies/canonical.ts';
import { checkBody } from '../bodies/checked.ts';
import type { Api } from '../context.ts';
import { isEngineAway } from '../problems/away.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { apart, asksIdentity, sealing } from '../tips/identity.ts';
import { isAskedAgain } from './again.ts';
import { refuseForeign } from './citations.ts';
import { termsUnder, type PolicyId } from './opening.ts';
import { prepared } from './prepared.ts';
import { revisedFor } from './revised.ts';

/** A command as it was asked for over HTTP, before anything about it was checked but who asks. */
export interface Asked {
  readonly kind: Kind;
  readonly type: string;
  readonly schema: JsonSchema;
  readonly matterId: MatterId;
  readonly commandId: string;
  readonly actor: Actor;
  readonly at: Instant;
  readonly body: unknown;
  readonly expectedVersion: number | null;
  /** The policy to open under; null on a matter that is open already. */
  readonly opens: PolicyId | null;
  /** The caller does not wait: the command goes as a signal. */
  readonly isAsync: boolean;
}

/** A command that is noted for good, and what is known of its fate. */
export interface Receipt {
  readonly record: CommandRecord;
  readonly delivered: Delivered;
}

/** A caller hears within 5 s of the receipt: so long there is time for deciding. */
const DECIDE_WITHIN_MS = 4_400;
const WAITING: Delivered = { outcome: 'waiting' };

/**
 * The write path: checks the body, reads the register for it, notes the command, has it decided. Throws a problem for
 * everything that is wrong before it is noted; from then on the command is never lost, and unknown is not refused.
 */
export async function receive(api: Api, asked: Asked): Promise<Receipt> {
  const record = (await noted(api, asked)) ?? (await noteNew(api, asked));
  return { record, delivered: await fateOf(api, record, asked) };
}

/** What a record that is decided says; null while it waits. */
function fateOnRecord(record: CommandRecord): Delivered | null {
  if (record.outcome === 'done' && record.version !== null)
    return { outcome: 'done', version: record.version, events: [] };
  if (record.outcome === 'refused' && record.refusal !== null) return { outcome: 'refused', refusal: record.refusal };
  return null;
}

/** The record of the same key, if it was used before; throws 422 when it was used for something else. */
async function noted(api: Api, asked: Asked): Promise<CommandRecord | null> {
  const record = await commandRecord(api.db, asked.commandId);
  if (record === null) return null;
  if (record.bodyHash === null && !(await isAskedAgain(api, asked, record.command))) throw keyUsed();
  return settled(await noteCommand(api.db, noteOf(api, asked, record.command)));
}

async function noteNew(api: Api, asked: Asked): Promise<CommandRecord> {
  const { kind, type, commandId, actor, at, expectedVersion, opens } = asked;
  checkBody(asked.schema, asked.body);
  const { identity, ...sayable } = apart(asked.schema, asked.body);
  await refuseForeign(api.db, { ...asked, ...sayable });
  const { body, known } = await prepared(api.db, { ...asked, ...sayable });
  const expected = expectedVersion === null ? {} : { expectedVersion };
  const revised = type === REVISE ? { revised: await revisedFor(api.db, asked) } : {};
  const command: Command = { commandId, type, at, actor, ...expected, known, ...revised, body };
  if (opens === null) return settled(await noteCommand(api.db, noteOf(api, asked, command)));
  const terms = await termsUnder(api, kind, opens, at);
  const series = { prefix: kind.face.numbering, year: Number(at.slice(0, 4)) };
  const sealed = asksIdentity(asked.schema) ? sealing(api.secrets, identity) : null;
  const said = sealed === null ? body : { ...(body as object), ...sealed.named };
  const opening = (number: string): Command => ({
    ...command,
    body: said,
    opening: { matterId: asked.matterId, number, terms },
  });
  const note = (number: string): Note => noteOf(api, asked, opening(number));
  return settled(await noteOpening(api.db, series, note, (sql) => sealed?.keep(sql, asked) ?? Promise.resolve()));
}

function noteOf(api: Api, asked: Asked, command: Command): Note {
  const { kind, matterId, opens, isAsync } = asked;
  const via = isAsync ? 'signal' : 'update';
  return { command, kind: kind.rules.name, matterId, opens: opens !== null, via, bodyHash: bodyHashOf(api, asked) };
}

function settled(result: Noted): CommandRecord {
  if (result.status === 'otherBody') throw keyUsed();
  return result.record;
}

function keyUsed(): Problem {
  return problem('KeyUsedForOther', '这个幂等键已经用于另一项内容，请换一个键再提交。');
}

async function fateOf(api: Api, record: CommandRecord, asked: Asked): Promise<Delivered> {
  const known = fateOnRecord(record);
  if (known !== null) return known;
  const leftMs = Math.min(DECIDE_WITHIN_MS, Math.max(0, msOf(asked.at) + DECIDE_WITHIN_MS - Date.now()));
  const work = asked.isAsync ? post(api, record, leftMs).then(() => WAITING) : deliver(api, record, leftMs);
  try {
    return await within(work, leftMs + 100);
  } catch (error) {
    // It is noted: whatever is away now, the sweeper finishes it.
    if (isUnavailable(error) || isEngineAway(error)) return WAITING;
    throw error;
  }
}

async function within(work: Promise<Delivered>, ms: number): Promise<Delivered> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Delivered>((resolve) => {
    timer = setTimeout(() => {
      resolve(WAITING);
    }, ms);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The same key is the same command only if what was asked is the same; `If-Match` is a condition, not part of it. Where
 * an identity is part of it nobody without our key can try names on the hash.
 */
function bodyHashOf({ secrets }: Api, { kind, type, schema, matterId, body, opens }: Asked): string {
  const whole = { kind: kind.rules.name, type, matterId, body, opens };
  return asksIdentity(schema) ? secrets.mac('command', canonicalJson(whole)) : hashOf(whole);
}
