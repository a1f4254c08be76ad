import { randomUUID } from 'node:crypto';
import { commandIdOf, matterIdOf } from '../../api/commands/identity.ts';
import { receive, type Asked } from '../../api/commands/receive.ts';
import { matter, type MatterDetail } from '../../db/queries/matter.ts';
import type { Bodies, CommandType } from '../../workflows/hazard/command.ts';
import { DEMO_EVIDENCE } from '../../workflows/hazard/example-parts.ts';
import { EXAMPLES } from '../../workflows/hazard/examples.ts';
import { dayOf, instantOf, later, msOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { Disturbed, settled, skip, until } from './run.ts';
import type { MeteredSystem } from './system.ts';

const KIND = kindByName('hazard');
/** A little past the wake, so that it lies behind the moment that is skipped to. */
const PAST_WAKE_MS = 1_000;

/** What the command's example asks for, with some members changed; as whom, unless it is the example's own account. */
export type Step = {
  readonly [Type in CommandType]: { readonly type: Type; readonly as?: string; readonly body?: Partial<Bodies[Type]> };
}[CommandType];

/** One hazard of the demonstration county. */
export interface Hazard {
  readonly id: MatterId;
  /** What a step asks for, made once, so that it can be sent again and again. */
  asked(step: Step): Promise<Asked>;
  /** Receives it as the API does, by either door (`isAsync`). Throws when it is refused. */
  send(asked: Asked): Promise<void>;
  /** One step after the other as updates, each meeting the run at rest. */
  act(...steps: readonly Step[]): Promise<void>;
  /** Skips from wake to wake on the run's own clock until the matter is as wanted. */
  passTimeUntil(isReached: (matter: MatterDetail) => boolean): Promise<void>;
}

/** A hazard that is not reported yet: its first step is `Report`. */
export async function newHazard(system: MeteredSystem): Promise<Hazard> {
  const key = randomUUID();
  const { person } = await system.actor(accountOf({ type: 'Report' }));
  const id = matterIdOf(KIND, person, key);
  const clock = new Clock();
  const asked = (step: Step): Promise<Asked> => askedOf(system, step, id, key, clock.now());
  const send = (what: Asked): Promise<void> => sendTo(system, what);
  return {
    id,
    asked,
    send,
    act: async (...steps) => {
      for (const step of steps) {
        await send(await asked(step));
        await settled(system.temporal, id);
      }
    },
    passTimeUntil: async (isReached) => {
      for (let before = await read(system, id); !isReached(before); before = await read(system, id)) {
        const { wake } = await timesOf(system, id);
        if (wake === null) throw new Error(`${id} waits for nothing`);
        await skip(system.temporal, id, msOf(wake) - msOf(clock.now()) + PAST_WAKE_MS);
        const { version } = before;
        await until(async () => (await read(system, id)).version > version);
        await settled(system.temporal, id);
        clock.moveTo((await timesOf(system, id)).heardAt);
      }
    },
  };
}

/** The run's clock: the machine's, until time was skipped. */
class Clock {
  private skippedTo: Instant = instantOf(0);

  now(): Instant {
    return later(this.skippedTo, instantOf(Date.now()));
  }

  moveTo(at: Instant): void {
    this.skippedTo = at;
  }
}

async function askedOf(system: MeteredSystem, step: Step, id: MatterId, key: string, at: Instant): Promise<Asked> {
  const { type } = step;
  const face = KIND.face.commands[type];
  if (face === undefined) throw new Error(`no command ${type}`);
  const actor = await system.actor(accountOf(step));
  const opens = type === 'Report';
  return {
    kind: KIND,
    type,
    schema: face.schema,
    matterId: id,
    commandId: commandIdOf(actor.person, opens ? key : randomUUID()),
    actor,
    at,
    body: bodyOf(step, at, system.evidence),
    expectedVersion: null,
    opens: opens ? 'standard' : null,
    isAsync: false,
  };
}

async function sendTo({ api }: MeteredSystem, asked: Asked): Promise<void> {
  const { delivered } = await receive(api, asked);
  if (delivered.outcome === 'refused') throw new Error(`${asked.type}: ${delivered.refusal.detail}`);
  if (delivered.outcome === 'waiting' && !asked.isAsync) throw new Disturbed(`${asked.type} got no answer in time`);
}

function accountOf({ type, as }: Step): string {
  const account = as ?? EXAMPLES[type]?.demo?.account;
  if (account === undefined) throw new Error(`nobody is named for ${type}`);
  return account;
}

function bodyOf({ type, body }: Step, at: Instant, evidence: string): unknown {
  const text = JSON.stringify({ ...EXAMPLES[type]?.body, ...body });
  return JSON.parse(text.replaceAll(DEMO_EVIDENCE, evidence).replaceAll('{today}', dayOf(at)));
}

async function read({ aside }: MeteredSystem, id: MatterId): Promise<MatterDetail> {
  const found = await matter(aside, id, 'all');
  if (found === null) throw new Error(`${id} is not in the ledger`);
  return found;
}

async function timesOf({ aside }: MeteredSystem, id: MatterId): Promise<{ wake: Instant | null; heardAt: Instant }> {
  const [row] = await aside.sql<{ wake: Instant | null; heardAt: Instant }[]>`
    select next_wake as wake, heard_at as "heardAt" from matters where id = ${id}`;
  if (row === undefined) throw new Error(`${id} is not in the ledger`);
  return row;
}
