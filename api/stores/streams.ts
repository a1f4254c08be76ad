import type { FastifyBaseLogger } from 'fastify';
import type { ServerResponse } from 'node:http';
import { standingSessions } from '../../db/accounts/standing.ts';
import type { Session } from '../../db/accounts/session.ts';
import { CHANGES_CHANNEL, readChange } from '../../db/changes.ts';
import type { Db } from '../../db/client.ts';
import type { Actor } from '../../workflows/kernel/command.ts';
import { instantOf } from '../../workflows/kernel/instant.ts';
import { tooMany } from '../plugins/protection.ts';
import { Changes, type Told } from './changes.ts';

/** Those who listen in one API process. */
export interface Streams {
  /** Sees to it that changes are heard. */
  listen(): Promise<void>;
  /** Refuses (429) whoever has too many already. */
  admit(session: Session): void;
  /** Tells an answer whose headers are written of every change, until it or its session ends. */
  add(session: Session, to: ServerResponse): void;
  end(): Promise<void>;
}

/** Our defaults: some pages of one person; what changes together is told together. */
const STREAMS_MAX = 5;
const AGAIN_MS = 10_000;
const GATHER_MS = 250;
/** A session that has ended is found out within a second. */
const LOOK_EVERY_MS = 700;
const BEAT_EVERY_MS = 15_000;
/** Who has so many bytes waiting does not read. */
const BUFFER_MAX_BYTES = 1_000_000;

interface Listener {
  readonly session: string;
  readonly to: ServerResponse;
  actor: Actor;
}

/** One connection to the database listens for all; it is made with the first stream. */
export function streamsOf(db: Db, log: FastifyBaseLogger): Streams {
  return new Hub(db, log);
}

class Hub implements Streams {
  readonly #db: Db;
  readonly #log: FastifyBaseLogger;
  readonly #listeners = new Set<Listener>();
  #heard: Promise<{ unlisten: () => Promise<void> }> | null = null;
  #changes: Changes | null = null;
  #isLooking = false;
  readonly #timers: readonly NodeJS.Timeout[];

  constructor(db: Db, log: FastifyBaseLogger) {
    this.#db = db;
    this.#log = log;
    this.#timers = [
      setInterval(() => void this.#look(), LOOK_EVERY_MS).unref(),
      setInterval(() => {
        for (const listener of this.#listeners) say(listener, ':\n\n');
      }, BEAT_EVERY_MS).unref(),
    ];
  }

  admit({ actor }: Session): void {
    const own = [...this.#listeners].filter((one) => one.actor.person === actor.person);
    if (own.length >= STREAMS_MAX) throw tooMany(AGAIN_MS);
  }

  add({ id, actor }: Session, to: ServerResponse): void {
    const listener: Listener = { session: id, to, actor };
    this.#listeners.add(listener);
    to.once('close', () => this.#listeners.delete(listener));
    to.on('error', () => this.#listeners.delete(listener));
    say(listener, ':\n\n');
  }

  async end(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#endAll();
    const heard = await this.#heard?.catch(() => null);
    await heard?.unlisten().catch(() => undefined);
  }

  /** The driver listens again by itself after every loss of its connection; what was told meanwhile nobody has heard. */
  async listen(): Promise<void> {
    let isFirst = true;
    this.#heard ??= this.#db.sql.listen(
      CHANGES_CHANNEL,
      (payload) => {
        this.#take(payload);
      },
      () => {
        if (!isFirst) this.#take('{"all":true}');
        isFirst = false;
      },
    );
    try {
      await this.#heard;
    } catch (error) {
      this.#heard = null;
      throw error;
    }
  }

  #take(payload: string): void {
    if (this.#listeners.size === 0) return;
    if (this.#changes === null) {
      this.#changes = new Changes();
      setTimeout(() => void this.#tell(), GATHER_MS).unref();
    }
    this.#changes.add(readChange(payload));
  }

  async #tell(): Promise<void> {
    const changes = this.#changes;
    this.#changes = null;
    const listeners = [...this.#listeners];
    if (changes === null || listeners.length === 0) return;
    try {
      const told = await changes.toldTo(
        this.#db,
        listeners.map(({ actor }) => actor),
      );
      // Who has become another post meanwhile is told as that one the next time.
      for (const listener of listeners) for (const one of told.get(listener.actor) ?? []) say(listener, dataOf(one));
    } catch (err) {
      this.#giveUp(err);
    }
  }

  /** Ends the streams of sessions that have ended; who goes on as another post hears what that one may. */
  async #look(): Promise<void> {
    if (this.#isLooking || this.#listeners.size === 0) return;
    this.#isLooking = true;
    const listeners = [...this.#listeners];
    try {
      const ids = listeners.map(({ session }) => session);
      const standing = await standingSessions(this.#db, ids, instantOf(Date.now()));
      for (const listener of listeners) {
        const actor = standing.get(listener.session);
        if (actor === undefined) this.#finish(listener);
        else if (!isSame(actor, listener.actor)) listener.actor = actor;
      }
    } catch (err) {
      this.#giveUp(err);
    } finally {
      this.#isLooking = false;
    }
  }

  /** Nobody knows what whoever listens may hear: they come again. */
  #giveUp(err: unknown): void {
    this.#log.warn({ err }, 'streams ended: the database did not answer');
    this.#endAll();
  }

  #endAll(): void {
    for (const listener of this.#listeners) this.#finish(listener);
  }

  #finish(listener: Listener): void {
    this.#listeners.delete(listener);
    listener.to.end();
  }
}

function dataOf(told: Told): string {
  return `data: ${JSON.stringify(told)}\n\n`;
}

function say({ to }: Listener, text: string): void {
  if (to.writableEnded || to.destroyed) return;
  to.write(text);
  if (to.writableLength > BUFFER_MAX_BYTES) to.destroy();
}

function isSame(a: Actor, b: Actor): boolean {
  return a.person === b.person && a.post === b.post && a.unit === b.unit && a.rank === b.rank && a.role === b.role;
}
