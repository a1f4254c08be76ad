import type { Command } from '../../../workflows/kernel/command.ts';
import type { Entry, Loop } from '../../../workflows/kernel/hear.ts';
import { hear, nextWakeOf, UNOPENED, wakeUpTo } from '../../../workflows/kernel/hear.ts';
import { later, msOf, plusMs, type Instant } from '../../../workflows/kernel/instant.ts';
import type { Terms } from '../../../workflows/kernel/terms.ts';
import type { Kind } from '../../../workflows/kinds.ts';
import { askedBy } from './answers.ts';
import { heardOf, type Input, type Story } from './story.ts';

/** A time in which a matter stood as overdue. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** What became of a story when it was played. */
export interface Played {
  readonly entries: readonly Entry[];
  readonly overdue: readonly Span[];
  /** Codes of the commands that no longer fitted. */
  readonly unfitting: readonly string[];
  /** What the matter is called at the end; empty when it was never opened. */
  readonly title: string;
}

/**
 * Plays a story up to, not at, `end` by the pure rules, under the terms that `under` makes of the recorded ones: every command at its
 * own moment, except that an answer to a rung comes as long after what it answers as it really did. Wakes are the rules'
 * own, heard late where the record shows that the system was away. Same terms, same events.
 */
export function play(kind: Kind, story: Story, under: (terms: Terms) => Terms, end: Instant): Played {
  const stage = new Stage(kind, story, under);
  for (let go = true; go;) go = stage.step(end);
  return stage.played(end);
}

class Stage {
  private loop: Loop = UNOPENED;
  private readonly entries: Entry[] = [];
  private readonly overdue: Span[] = [];
  private readonly unfitting: string[] = [];
  private readonly seen = new Map<string, number>();
  /** Commands in order of hearing; answers join when they are asked for. */
  private readonly queue: Input[];
  private readonly answers: Map<string, Input>;
  /** Nothing was looked at since it was opened. */
  private isUnwatched = true;
  private readonly kind: Kind;
  private readonly story: Story;
  private readonly under: (terms: Terms) => Terms;

  constructor(kind: Kind, story: Story, under: (terms: Terms) => Terms) {
    this.kind = kind;
    this.story = story;
    this.under = under;
    this.queue = story.inputs.filter((input) => input.answers === null);
    this.answers = new Map(
      story.inputs.flatMap((input) => (input.answers === null ? [] : [[input.answers.asked, input] as const])),
    );
  }

  /** Does what comes next until `end`; false when nothing does. */
  step(end: Instant): boolean {
    const { rules } = this.kind;
    const [input] = this.queue;
    const wake = this.nextWake();
    // As in the runner: of one moment, what was handed in is heard before the timer.
    if (wake !== null && wake < end && (input === undefined || wake < input.heardAt)) {
      this.take(wakeUpTo(rules, this.loop, wake));
      return true;
    }
    if (input === undefined || input.heardAt >= end) return false;
    this.queue.shift();
    const heard = hear(rules, this.loop, this.withTerms(input.command), input.heardAt);
    if (heard.outcome.outcome === 'refused') this.unfitting.push(heard.outcome.refusal.code);
    this.take(heard);
    this.take(wakeUpTo(rules, this.loop, input.heardAt));
    return true;
  }

  played(end: Instant): Played {
    this.watch(end);
    const unasked = [...this.answers.values()].filter((input) => input.heardAt < end).map(() => 'RungNotFired');
    const unfitting = [...this.unfitting, ...unasked];
    const title = this.loop.seq === 0 ? '' : this.kind.face.summary(this.loop.state).title;
    return { entries: this.entries, overdue: this.overdue, unfitting, title };
  }

  private nextWake(): Instant | null {
    const { rules } = this.kind;
    if (this.loop.seq === 0 || rules.done(this.loop.state)) return null;
    const wake = nextWakeOf(rules, this.loop);
    return wake === null ? null : later(heardOf(this.story.outages, wake), this.loop.heardAt ?? wake);
  }

  private take(next: { readonly loop: Loop; readonly entries: readonly Entry[] }): void {
    if (next.loop.heardAt !== null) this.watch(next.loop.heardAt);
    this.loop = next.loop;
    const done = next.entries.filter((entry) => entry.outcome.outcome === 'done');
    this.entries.push(...done);
    for (const event of done.flatMap((entry) => entry.events)) {
      const asked = askedBy(event, this.seen);
      const input = asked === null ? undefined : this.answers.get(asked);
      if (asked === null || input === undefined) continue;
      this.answers.delete(asked);
      this.enqueue(afterAsked(input, event.heardAt));
    }
  }

  /** The command under the terms that are tried out; whoever looked at an older version may have seen another number. */
  private withTerms({ expectedVersion: _, ...command }: Command): Command {
    const { opening, revised, ...rest } = command;
    const opens =
      this.loop.seq === 0 ? { ...this.story.opening, terms: this.under(this.story.opening.terms) } : opening;
    return {
      ...rest,
      ...(opens === undefined ? {} : { opening: opens }),
      ...(revised === undefined ? {} : { revised: this.under(revised) }),
    };
  }

  private enqueue(input: Input): void {
    const { heardAt, place } = input;
    const isLater = (other: Input) => other.heardAt > heardAt || (other.heardAt === heardAt && other.place > place);
    const at = this.queue.findIndex(isLater);
    this.queue.splice(at === -1 ? this.queue.length : at, 0, input);
  }

  /**
   * The matter stood as it is until now: overdue since its summary says so, else since its T ended unheard. What came
   * overdue from elsewhere, as a row of a ledger, was so before it was opened here.
   */
  private watch(until: Instant): void {
    const { state, seq, heardAt } = this.loop;
    if (seq === 0 || heardAt === null) return;
    const { overdueSince, deadlines } = this.kind.face.summary(state);
    const since = overdueSince ?? deadlines.find(({ clock }) => clock === 'T')?.due ?? null;
    const last = this.overdue.at(-1);
    const isFirst = this.isUnwatched;
    this.isUnwatched = false;
    if (since === null || since >= until) return;
    const from = isFirst ? since : later(since, heardAt);
    if (last?.to === from) this.overdue.splice(-1, 1, { from: last.from, to: until });
    else if (from < until) this.overdue.push({ from, to: until });
  }
}

function afterAsked(input: Input, askedAt: Instant): Input {
  if (input.answers === null) return input;
  const at = plusMs(askedAt, input.answers.afterMs);
  const lag = msOf(input.heardAt) - msOf(input.command.at);
  return { ...input, command: { ...input.command, at }, heardAt: plusMs(at, lag) };
}
