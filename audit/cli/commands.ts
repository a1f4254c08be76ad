import { shippedKind } from '../../db/matters.ts';
import { parseInstant } from '../../workflows/kernel/instant.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { workflowCode } from '../code.ts';
import { writeExport } from '../exported/folder.ts';
import { readmeOf } from '../exported/readme.ts';
import { isHash } from '../exported/shapes.ts';
import { verifyExport } from '../exported/verify-export.ts';
import { namesFrom } from '../story/names.ts';
import { stoodAt, tell } from '../story/tell.ts';
import { standing } from '../story/words.ts';
import { examine, type Auditor, type Examined } from '../verify.ts';
import type { Verdict } from '../verdict.ts';
import { verifyMany } from '../verify-many.ts';
import { progress } from './progress.ts';
import { allMatters, matterNamed, type Opened } from './sources.ts';

/** What a command found: said to people line by line, or to machines as one object. `ok: false` exits with 1. */
export interface Found {
  readonly ok: boolean;
  readonly lines: readonly string[];
  readonly json: unknown;
}

/** `verify <id>…` and `verify --all`. */
export async function verifyCommand(sources: Opened, names: readonly string[], all: boolean): Promise<Found> {
  const { code } = await workflowCode();
  const wanted = all ? await allMatters(sources) : await Promise.all(names.map((name) => matterNamed(sources, name)));
  const shown = progress(wanted.length);
  const verdicts = await verifyMany(auditorOf(sources, code), wanted, () => {
    shown.step();
  });
  shown.end();
  return foundOf(verdicts);
}

/** `verify --offline <folder>`: no server and no database; shipped code runs only if it has the hash `trusted`. */
export async function offlineCommand(folder: string, trusted: string | null): Promise<Found> {
  if (trusted !== null && !isHash(trusted)) return usage('--trust-code 须为代码的 SHA-256：64 位小写十六进制');
  const verdict = await verifyExport(folder, await workflowCode(), trusted);
  const found = foundOf([verdict]);
  return { ...found, lines: [...verdict.notes.map((note) => `注：${note}`), ...found.lines] };
}

/** `export <id> --out <folder>`. */
export async function exportCommand(sources: Opened, name: string, folder: string): Promise<Found> {
  const code = await workflowCode();
  const { evidence, entries, verdict } = await examine(auditorOf(sources, code.code), await matterNamed(sources, name));
  const story = tell(kindByName(evidence.kind), entries, await namesFrom(sources.db));
  writeExport(folder, evidence, code, readmeOf(evidence, code, verdict, story));
  const json = { id: evidence.id, folder, code: code.hash, ok: verdict.ok, first: verdict.first };
  return { ok: true, lines: [`已导出 ${evidence.id} 到 ${folder}`, ...foundOf([verdict]).lines], json };
}

/** `replay <id>`: the story, recomputed from history. */
export async function replayCommand(sources: Opened, name: string): Promise<Found> {
  const { evidence, entries } = await recomputed(sources, name);
  const lines = tell(kindByName(evidence.kind), entries, await namesFrom(sources.db));
  return { ok: true, lines, json: { id: evidence.id, entries } };
}

/** `as-of <id> <time>`: the matter as it stood, recomputed from history. */
export async function asOfCommand(sources: Opened, name: string, time: string): Promise<Found> {
  const moment = parseInstant(time);
  if (moment === null) return usage(`时间须为带时区的 ISO 8601，例如 2026-03-01T09:00:00+08:00，实为 ${time}`);
  const { evidence, entries } = await recomputed(sources, name);
  const kind = kindByName(evidence.kind);
  const stood = stoodAt(
    kind,
    entries.flatMap((entry) => entry.events),
    moment,
  );
  if (stood === null) return { ok: true, lines: [`${time} 时这一事项尚未立案`], json: { id: evidence.id, version: 0 } };
  const summary = kind.face.summary(stood.state);
  const lines = [
    `${time} 时为第 ${stood.version.toString()} 版`,
    ...standing(kind, summary, await namesFrom(sources.db)),
  ];
  return { ok: true, lines, json: { id: evidence.id, version: stood.version, ...summary } };
}

/** A command that was not understood. */
export function usage(why: string): Found {
  return { ok: false, lines: [why], json: { ok: false, error: why } };
}

function auditorOf({ db, temporal }: Opened, code: string): Auditor {
  return { db, temporal, code, files: new Map(), kindOf: shippedKind };
}

async function recomputed(sources: Opened, name: string): Promise<Examined> {
  const { code } = await workflowCode();
  return examine(auditorOf(sources, code), await matterNamed(sources, name));
}

function foundOf(verdicts: readonly Verdict[]): Found {
  const differing = verdicts.filter((verdict) => !verdict.ok);
  const lines = differing.map(({ id, first }) => `✗ ${id}　${first === null ? '' : sayingOf(first)}`);
  const sum = `共核验 ${verdicts.length.toString()} 件，一致 ${(verdicts.length - differing.length).toString()} 件，不一致 ${differing.length.toString()} 件`;
  const json = {
    ok: differing.length === 0,
    checked: verdicts.length,
    verdicts: verdicts.length === 1 ? verdicts : differing,
  };
  return { ok: differing.length === 0, lines: [...lines, sum], json };
}

const WITNESSES = { history: '历史', ledger: '台账', projection: '投影', export: '证据包' } as const;

function sayingOf(first: NonNullable<Verdict['first']>): string {
  if (first.witness === 'export') return `${WITNESSES.export}：${first.what}`;
  return `${WITNESSES[first.witness]}第 ${first.seq.toString()} 条：${first.what}`;
}
