import { inParallel } from '../../activities/in-parallel.ts';
import { openJudges, type Judges } from '../../audit/auditor.ts';
import { trustedCode } from '../../audit/releases/trusted.ts';
import { WITNESSES, type Verdict } from '../../audit/verdict.ts';
import { randomOf } from '../county/random.ts';
import { alarmsIn } from './audited.ts';
import { onCopy } from './copy.ts';
import type { County } from './county.ts';
import { KINDS } from './kinds/index.ts';
import type { Changed, TamperKind } from './kinds/kind.ts';
import { remembering, type Memory } from './remembered.ts';

/** What became of the changes of one kind. */
export interface Tally {
  readonly kind: TamperKind;
  changes: number;
  /** An audit of all gave an alarm. */
  found: number;
  /** Every alarm named a record that was altered, and of a matter's record that matter was among those named. */
  attributed: number;
  example: string;
}

/** A change that was not found, or laid at the wrong door. */
export interface Miss {
  /** `--only` repeats it. */
  readonly nth: number;
  readonly kind: string;
  readonly what: string;
  readonly said: readonly string[];
}

/** What a thousand changes came to. */
export interface Tampering {
  readonly tallies: readonly Tally[];
  readonly misses: readonly Miss[];
  /** Copies in which nothing was changed, and what was alleged of them. */
  readonly untouched: number;
  readonly falseAlarms: readonly string[];
  readonly seconds: number;
}

/** Which changes to make. */
export interface Choice {
  readonly seed: number;
  readonly count: number;
  /** Only kinds whose name begins so; null for all. */
  readonly kind: string | null;
  /** Only this one of the changes; null for all. */
  readonly only: number | null;
}

const UNTOUCHED_EVERY = 20;
/** An audit waits more than it works: on the database, and on histories that stand still. */
const LANES = [1, 2, 3, 4];

/** Makes changes one at a time, each in a copy of its own, in turn of their kinds, and audits all of every copy. */
export async function tampered(
  county: County,
  choice: Choice,
  tell: (done: number) => void = () => undefined,
): Promise<Tampering> {
  const started = performance.now();
  const kinds = KINDS.filter(({ name }) => choice.kind === null || name.startsWith(choice.kind));
  const tallies = kinds.map((kind): Tally => ({ kind, changes: 0, found: 0, attributed: 0, example: '' }));
  const course: Course = { county, seed: choice.seed, tallies, misses: [], falseAlarms: [], untouched: 0 };
  const memory: Memory = new Map();
  const all = Array.from({ length: choice.count }, (_, nth) => nth);
  const queue = all.filter((nth) => choice.only === null || nth === choice.only).values();
  let done = 0;
  await inParallel(LANES, LANES.length, async () => {
    const judges = remembering(openJudges({ code: county.code.code, trusted: trustedCode }), memory);
    try {
      for (const nth of queue) {
        if (nth % UNTOUCHED_EVERY === 0) await untouched(course, judges, nth);
        await one(course, judges, nth).catch((error: unknown) => {
          const kind = tallies[nth % tallies.length]?.kind.name ?? '';
          course.misses.push({ nth, kind, what: '未能改成或核验中断', said: [String(error)] });
        });
        tell((done += 1));
      }
    } finally {
      await judges.close();
    }
  });
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const { misses, falseAlarms } = course;
  misses.sort((a, b) => a.nth - b.nth);
  return {
    tallies: tallies.filter(({ changes }) => changes > 0),
    misses,
    untouched: course.untouched,
    falseAlarms,
    seconds,
  };
}

interface Course {
  readonly county: County;
  readonly seed: number;
  readonly tallies: readonly Tally[];
  readonly misses: Miss[];
  readonly falseAlarms: string[];
  untouched: number;
}

async function untouched(course: Course, judges: Judges, nth: number): Promise<void> {
  course.untouched += 1;
  course.falseAlarms.push(...said(await onCopy(course.county, `u${nth.toString()}`, (copy) => alarmsIn(copy, judges))));
}

async function one({ county, seed, tallies, misses }: Course, judges: Judges, nth: number): Promise<void> {
  const tally = tallies[nth % tallies.length];
  if (tally === undefined) throw new Error('there is no such kind');
  const { kind } = tally;
  const random = randomOf(seed * 1_000_003 + nth);
  const { changed, alarms } = await onCopy(county, `c${nth.toString()}`, async (copy) => ({
    changed: await kind.change(copy, random),
    alarms: await alarmsIn(copy, judges),
  }));
  const isRight = alarms.length > 0 && isAttributed(kind, changed, alarms);
  tally.changes += 1;
  tally.found += alarms.length > 0 ? 1 : 0;
  tally.attributed += isRight ? 1 : 0;
  if (isRight && tally.example === '') tally.example = said(alarms)[0] ?? '';
  const isMiss = kind.isFindable ? !isRight : alarms.length > 0 && !isRight;
  const what = `${changed.matter ?? ''} ${changed.what}`;
  if (isMiss) misses.push({ nth, kind: kind.name, what, said: said(alarms) });
}

/** The first difference of every alarm is laid at the door of what was altered, and no other matter is accused alone. */
function isAttributed({ witness, beside = [] }: TamperKind, { matter }: Changed, alarms: readonly Verdict[]): boolean {
  const isNamed = alarms.some(
    ({ id, first }) => (matter ?? id) === id && first !== null && witness.includes(first.witness),
  );
  return isNamed && alarms.every(({ first }) => first !== null && [...witness, ...beside].includes(first.witness));
}

function said(alarms: readonly Verdict[]): string[] {
  return alarms.map(({ id, first }) => `${id} ${first === null ? '' : `${WITNESSES[first.witness]}：${first.what}`}`);
}
