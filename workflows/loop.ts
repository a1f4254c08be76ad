import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  proxyActivities,
  proxySinks,
  setHandler,
  defineQuery,
  defineSignal,
  defineUpdate,
  sleep,
} from '@temporalio/workflow';
import type { Command } from './kernel/command.ts';
import type { AnyRules } from './kernel/definition.ts';
import { hear, nextWakeOf, UNOPENED, wakeUpTo, type Entry, type Loop, type Outcome } from './kernel/hear.ts';
import { instantOf, msOf, type Instant } from './kernel/instant.ts';
import type { MatterId } from './kernel/terms.ts';
import { COMMAND_SIGNAL, COMMAND_UPDATE, LOOP_QUERY, UNCONFIRMED_QUERY, type Answer, type Ended } from './messages.ts';
import type { Ports, Witness } from './ports.ts';

/** So many entries wait for their callers before the loop hands them over itself. */
const UNCONFIRMED_MAX = 20;

const { record } = proxyActivities<Ports>({
  startToCloseTimeout: '30 s',
  retry: { initialInterval: '200 ms', maximumInterval: '2 s' },
});

const { witness } = proxySinks<Witness>();

/** Makes the workflow of a kind: it hears, decides, answers, keeps the one timer and hands over. It knows no rule. */
export function loopOf(rules: AnyRules): (opening: Command) => Promise<Ended> {
  return async (opening) => {
    const run = new Run(rules, opening);
    // Heard before any handler is registered: buffered messages are delivered inside setHandler.
    run.hear(opening);
    run.open();
    run.wake();
    await run.untilDone();
    await condition(allHandlersFinished);
    return { version: run.loop.seq };
  };
}

class Run {
  loop: Loop = UNOPENED;
  private readonly matterId: MatterId;
  private readonly rules: AnyRules;
  private readonly outcomes = new Map<string, Outcome>();
  private unconfirmed: Entry[] = [];
  /** Something happened that no caller receives, or the first answer may never have been fetched. */
  private orphaned = false;
  private armed: { at: Instant; scope: CancellationScope } | null = null;

  constructor(rules: AnyRules, opening: Command) {
    if (opening.opening === undefined) throw ApplicationFailure.nonRetryable('an opening command carries its terms', 'NotOpened');
    this.rules = rules;
    this.matterId = opening.opening.matterId;
  }

  /** Decides a command once; the same id is answered as before. */
  hear(command: Command): Outcome {
    const known = this.outcomes.get(command.commandId);
    if (known !== undefined) return known;
    const heard = hear(this.rules, this.loop, command, clock());
    this.loop = heard.loop;
    this.outcomes.set(command.commandId, heard.outcome);
    this.keep(heard.entries);
    return heard.outcome;
  }

  /** Opens the two doors and the windows. */
  open(): void {
    setHandler(defineUpdate<Answer, [Command]>(COMMAND_UPDATE), (command) => this.answer(command), {
      validator: (command) => {
        const outcome =
          this.outcomes.get(command.commandId) ?? hear(this.rules, this.loop, command, clock()).outcome;
        if (outcome.outcome === 'refused') throw refused(outcome);
      },
    });
    setHandler(defineSignal<[Command]>(COMMAND_SIGNAL), (command) => {
      this.hear(command);
      this.orphaned = true;
      this.wake();
    });
    setHandler(defineQuery<Entry[], [number]>(UNCONFIRMED_QUERY), (from) =>
      this.unconfirmed.filter((entry) => (entry.events.at(-1)?.seq ?? from) >= from),
    );
    setHandler(defineQuery<Loop>(LOOP_QUERY), () => this.loop);
  }

  /** Lives until the rules say done and everything is handed over. A refused opening leaves nothing open. */
  async untilDone(): Promise<void> {
    while (this.loop.seq > 0) {
      if (this.mustHandOver()) await this.handOver();
      else if (this.isDone()) return;
      else await condition(() => this.mustHandOver() || this.isDone());
    }
  }

  /** Fires what is due and arms the one timer for what comes next. */
  wake(): void {
    if (this.loop.seq === 0) return;
    const woken = wakeUpTo(this.rules, this.loop, clock());
    if (woken.entries.length > 0) {
      this.loop = woken.loop;
      this.keep(woken.entries);
      this.orphaned = true;
    }
    this.arm(this.isDone() ? null : nextWakeOf(this.rules, this.loop));
  }

  private keep(entries: readonly Entry[]): void {
    this.unconfirmed.push(...entries);
    for (const entry of entries) witness.heard(entry);
  }

  private answer(command: Command): Answer {
    const seen = this.unconfirmed.length;
    const isNew = !this.outcomes.has(command.commandId);
    const outcome = this.hear(command);
    if (outcome.outcome === 'refused') {
      witness.answered(command.commandId, outcome.refusal);
      throw refused(outcome);
    }
    const entries = isNew ? this.unconfirmed.slice(seen) : this.unconfirmed.slice(0, this.endOf(command));
    this.wake();
    const answer = { version: outcome.version, entries };
    witness.answered(command.commandId, answer);
    return answer;
  }

  /** Where the entries of a command that was heard before end: the opening, or a command that first came as a signal. */
  private endOf(command: Command): number {
    const at = this.unconfirmed.findIndex((entry) => entry.commandId === command.commandId);
    const next = this.unconfirmed.findIndex((entry, i) => i > at && entry.command !== 'Wake');
    return at < 0 ? 0 : next < 0 ? this.unconfirmed.length : next;
  }

  /** Cancelled and armed within one task, and only when the next wake moved. */
  private arm(at: Instant | null): void {
    if (at === (this.armed?.at ?? null)) return;
    this.armed?.scope.cancel();
    this.armed = null;
    if (at === null) return;
    const mine = { at, scope: new CancellationScope() };
    this.armed = mine;
    mine.scope
      .run(() => sleep(Math.max(1, msOf(at) - Date.now())))
      .then(
        () => {
          if (this.armed === mine) this.armed = null;
          this.wake();
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }

  private isDone(): boolean {
    return this.rules.done(this.loop.state);
  }

  private mustHandOver(): boolean {
    return this.unconfirmed.length > 0 && (this.orphaned || this.isDone() || this.unconfirmed.length >= UNCONFIRMED_MAX);
  }

  private async handOver(): Promise<void> {
    // A copy: what is heard while the activity runs is not of this batch.
    const batch = [...this.unconfirmed];
    this.orphaned = false;
    const handed = { matterId: this.matterId, kind: this.rules.name, entries: batch };
    witness.handedOver(handed);
    await record(handed);
    this.unconfirmed = this.unconfirmed.slice(batch.length);
  }
}

function clock(): Instant {
  return instantOf(Date.now());
}

function refused(outcome: Extract<Outcome, { outcome: 'refused' }>): ApplicationFailure {
  const { code, detail } = outcome.refusal;
  return ApplicationFailure.create({ message: detail, type: code, nonRetryable: true, details: [outcome.refusal] });
}
