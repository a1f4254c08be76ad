import { availableParallelism } from 'node:os';
import type { Db } from '../../db/client.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { auditorOf, type Auditor, type SealPlace } from '../auditor.ts';
import { workflowCode } from '../code.ts';
import { knownMatters, notedNumbersOf } from '../known-matters.ts';
import { verifyRecords } from '../records.ts';
import type { Verdict } from '../verdict.ts';
import { verifyStream } from '../verify-many.ts';
import { foundOf, usage, type Found } from './commands.ts';
import { notesOnSeals, unsoundSeals } from './given-seals.ts';
import { verifyInProcesses, type Unverified } from './processes.ts';
import { progress } from './progress.ts';
import { matterNamed, type Opened } from './sources.ts';

/** A process takes three seconds to begin: fewer matters for each are not worth it. */
const WORTH_A_PROCESS = 50;
const COUNT = '--processes 须为不小于 1 的整数';

/** `verify <id>… [--processes N]`: these matters. */
export async function verifyCommand(
  sources: Opened,
  names: readonly string[],
  processes: string | undefined,
): Promise<Found> {
  if (!isCount(processes)) return usage(COUNT);
  const ids = await Promise.all(names.map((name) => matterNamed(sources, name)));
  const opened = await auditor(sources);
  const unsound = unsoundSeals(opened.seals);
  return noted(
    opened,
    await verified(opened, ids, { processes, seal: sources.seal, records: () => Promise.resolve(unsound) }),
  );
}

/** `verify --all [--processes N]`: every matter that any record knows, and what belongs to none. */
export async function verifyAllCommand(sources: Opened, processes: string | undefined): Promise<Found> {
  if (!isCount(processes)) return usage(COUNT);
  const opened = await auditor(sources);
  const ids = await knownMatters(opened);
  const records = verifyRecords(sources);
  // Heard below; a rejection while the matters are verified must not end the process.
  records.catch(() => undefined);
  return noted(opened, await verified(opened, ids, { processes, seal: sources.seal, records: () => records }));
}

/** What was found, after what it rests on. */
function noted({ seals }: Auditor, found: Found): Found {
  const notes = notesOnSeals(seals);
  return {
    ...found,
    lines: [...notes.map((note) => `　注：${note}`), ...found.lines],
    json: { ...(found.json as object), notes },
  };
}

interface Verifying {
  readonly processes: string | undefined;
  readonly seal: SealPlace;
  /** What is said beside the matters. */
  readonly records: () => Promise<Verdict[]>;
}

async function verified(
  opened: Auditor,
  ids: readonly MatterId[],
  { processes: asked, seal, records }: Verifying,
): Promise<Found> {
  const processes = asked === undefined ? worthwhile(ids.length) : Number(asked);
  const shown = progress(ids.length);
  const verdicts = new Map<string, Verdict>();
  const seen = (verdict: Verdict) => {
    verdicts.set(verdict.id, verdict);
    shown.step();
  };
  const unverified: Unverified[] = [];
  if (processes === 1) await verifyStream(opened, ids, seen);
  else unverified.push(...(await verifyInProcesses(ids, { code: opened.code, seal, processes }, seen)));
  shown.end();
  const inOrder = ids.flatMap((id) => verdicts.get(id) ?? []);
  return withUnverified(foundOf(await numbered(opened.db, inOrder), await records()), unverified);
}

/** With the numbers that are shown: of those that differ, and of one that was asked for alone. */
async function numbered(db: Db, verdicts: readonly Verdict[]): Promise<Verdict[]> {
  const shown = verdicts.filter(({ ok }) => !ok || verdicts.length === 1);
  const numbers = await notedNumbersOf(
    db,
    shown.map(({ id }) => id),
  );
  return verdicts.map((verdict) => {
    const number = numbers.get(verdict.id);
    return number === undefined ? verdict : { ...verdict, number };
  });
}

function isCount(asked: string | undefined): boolean {
  return asked === undefined || /^[1-9]\d{0,3}$/.test(asked);
}

function worthwhile(matters: number): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(matters / WORTH_A_PROCESS)));
}

/** What was not verified is no finding and no success either. */
function withUnverified(found: Found, unverified: readonly Unverified[]): Found {
  if (unverified.length === 0) return found;
  const lines = unverified.map(({ ids, why }) => `！${why}；未核验 ${ids.length.toString()} 件：${ids.join('、')}`);
  return { ok: false, lines: [...found.lines, ...lines], json: { ...(found.json as object), ok: false, unverified } };
}

async function auditor(sources: Opened): Promise<Auditor> {
  return auditorOf(sources, (await workflowCode()).code);
}
