import { parseInstant } from '../../workflows/kernel/instant.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { auditorOf } from '../auditor.ts';
import { workflowCode } from '../code.ts';
import { namesFrom } from '../story/names.ts';
import { stoodAt, tell } from '../story/tell.ts';
import { standing } from '../story/words.ts';
import { WITNESSES, type Verdict } from '../verdict.ts';
import { examine, type Examined } from '../verify.ts';
import { matterNamed, type Opened } from './sources.ts';

/** What a command found: said to people line by line, or to machines as one object. `ok: false` exits with 1. */
export interface Found {
  readonly ok: boolean;
  readonly lines: readonly string[];
  readonly json: unknown;
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

async function recomputed(sources: Opened, name: string): Promise<Examined> {
  const { code } = await workflowCode();
  return examine(auditorOf(sources, code), await matterNamed(sources, name));
}

/** Verdicts in words, each that differs on its line, and the sum. */
export function foundOf(verdicts: readonly Verdict[]): Found {
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

function sayingOf(first: NonNullable<Verdict['first']>): string {
  if (first.seq === 0) return `${WITNESSES[first.witness]}：${first.what}`;
  return `${WITNESSES[first.witness]}第 ${first.seq.toString()} 条：${first.what}`;
}
