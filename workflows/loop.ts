import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import { Alarm } from './alarm.ts';
import type { Command } from './kernel/command.ts';
import type { AnyRules } from './kernel/definition.ts';
import { hear, nextWakeOf, UNOPENED, wakeUpTo, type Entry, type Loop, type Outcome } from './kernel/hear.ts';
import { instantOf, type Instant } from './kernel/instant.ts';
import type { Refusal } from './kernel/refusal.ts';
import type { MatterId } from './kernel/terms.ts';
import { COMMAND_SIGNAL, COMMAND_UPDATE, LOOP_QUERY, UNCONFIRMED_QUERY, type Answer, type Ended } from './messages.ts';
import { Outbox, witness } from './outbox.ts';

/** Makes the workflow of a kind: it hears, decides, answers, keeps the one timer and hands over. It knows no rule. */
export function loopOf(rules: AnyRules): (opening: Command) => Promise<Ended> {
  return async (opening) => {
    const run = new Run(rules, opening);
    // Heard before any handler is registered: buffered messages are delivered inside setHandler.
    const opened = run.hear(opening);
    run.open();
    if (opened.outcome === 'refused') return { version: 0, refusal: opened.refusal };
    run.wake();
    await run.untilDone();
    await condition(allHandlersFinished);
    return { version: run.loop.seq, refusal: null };
  };
}

class Run {
  loop: Loop = UNOPENED;
  private readonly matterId: MatterId;
  private readonly rules: AnyRules;
  private readonly outcomes = new Map<string, Outcome>();
  private readonly outbox = new Outbox();
  private readonly alarm = new Alarm(() => {
    this.wake();
  });

  constructor(rules: AnyRules, opening: Command) {
    if (opening.opening === undefined)
      throw ApplicationFailure.nonRetryable('an opening command carries its terms', 'NotOpened');
    this.rules = rules;
    this.mustKnow(opening.opening.terms.rules);
    this.matterId = opening.opening.matterId;
  }

  /** Decides a command once; the same id is answered as before. */
  hear(command: Command): Outcome {
    const known = this.outcomes.get(command.commandId);
    if (known !== undefined) return known;
    this.mustKnow(command.revised?.rules ?? 0);
    const heard = hear(this.rules, this.loop, command, clock());
    this.loop = heard.loop;
    this.outcomes.set(command.commandId, heard.outcome);
    this.outbox.keep(heard.entries);
    return heard.outcome;
  }

  /** Opens the two doors and the windows. */
  open(): void {
    // The signals first: setHandler delivers at once what came before it, and a signal was durable before any update.
    setHandler(defineSignal<[Command]>(COMMAND_SIGNAL), (command) => {
      this.hear(command);
      this.outbox.orphan();
      this.wake();
    });
    setHandler(defineUpdate<Answer, [Command]>(COMMAND_UPDATE), (command) => this.answer(command), {
      validator: (command: Command) => {
        const known = this.outcomes.get(command.commandId);
        const outcome = known ?? hear(this.rules, this.loop, command, clock()).outcome;
        if (outcome.outcome === 'refused') throw failure(outcome.refusal);
      },
    });
    setHandler(defineQuery<Entry[], [number]>(UNCONFIRMED_QUERY), (from) => this.outbox.from(from));
    setHandler(defineQuery<Loop>(LOOP_QUERY), () => this.loop);
  }

  /** Fires what is due and sets the alarm for what comes next. */
  wake(): void {
    const woken = wakeUpTo(this.rules, this.loop, clock());
    if (woken.entries.length > 0) {
      this.loop = woken.loop;
      this.outbox.keep(woken.entries);
      this.outbox.orphan();
    }
    this.alarm.set(this.isDone() ? null : nextWakeOf(this.rules, this.loop));
  }

  /** Lives until the rules say done and everything is handed over. */
  async untilDone(): Promise<void> {
    for (;;) {
      await condition(() => this.outbox.isDue(this.isDone()) || this.isDone());
      if (!this.outbox.isDue(this.isDone())) return;
      await this.outbox.handOver(this.matterId, this.rules.name);
    }
  }

  private answer(command: Command): Answer {
    const seen = this.outbox.length;
    const isNew = !this.outcomes.has(command.commandId);
    const outcome = this.hear(command);
    if (outcome.outcome === 'refused') {
      // Accepted by the validator, refused after another was heard: the wakes before it reach no caller.
      this.outbox.orphan();
      this.wake();
      witness.answered(command.commandId, outcome.refusal);
      throw failure(outcome.refusal);
    }
    const entries = isNew ? this.outbox.after(seen) : this.outbox.upTo(command.commandId);
    this.wake();
    const answer = { version: outcome.version, entries };
    witness.answered(command.commandId, answer);
    return answer;
  }

  /** While releases run beside each other, what stands under newer rules is left to a worker that has them: this task fails and is given out again. */
  private mustKnow(version: number): void {
    if (version > this.rules.version)
      throw new Error(
        `${this.rules.name} under rules ${version.toString()}, this release has ${this.rules.version.toString()}`,
      );
  }

  private isDone(): boolean {
    return this.loop.seq === 0 || this.rules.done(this.loop.state);
  }
}

function clock(): Instant {
  return instantOf(Date.now());
}

function failure(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.create({
    message: refusal.detail,
    type: refusal.code,
    nonRetryable: true,
    details: [refusal],
  });
}
