import { instantOf, parseInstant } from '../../workflows/kernel/instant.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { auditorOf } from '../auditor.ts';
import { workflowCode } from '../code.ts';
import { namesFrom } from '../story/names.ts';
import { stoodAt, tell, titled } from '../story/tell.ts';
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
  if (moment > instantOf(Date.now())) return usage(`${time} 尚未到来，其时的状态无从得知`);
  const { evidence, entries } = await recomputed(sources, name);
  const kind = kindByName(evidence.kind);
  const events = entries.flatMap((entry) => entry.events);
  const stood = stoodAt(kind, events, moment);
  if (stood === null) return { ok: true, lines: [`${time} 时这一事项尚未立案`], json: { id: evidence.id, version: 0 } };
  const summary = kind.face.summary(stood.state);
  const lines = [
    ...titled(events[0], summary),
    `${time} 时为第 ${stood.version.toString()} 版`,
    ...standing(kind, summary, await namesFrom(sources.db), moment),
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

/** Verdicts in words, each that differs on its line, and the sum; `records` are those of no matter. */
export function foundOf(verdicts: readonly Verdict[], records: readonly Verdict[] = []): Found {
  const all = [...verdicts, ...records];
  const differing = verdicts.filter((verdict) => !verdict.ok);
  const wrong = records.filter((verdict) => !verdict.ok);
  const lines = all.flatMap(linesOf);
  const sum = `共核验 ${verdicts.length.toString()} 件，一致 ${(verdicts.length - differing.length).toString()} 件，不一致 ${differing.length.toString()} 件`;
  const beside = wrong.length === 0 ? '' : `；审计日志、名录、规则代码包、封签中有 ${wrong.length.toString()} 项不一致`;
  const ok = differing.length + wrong.length === 0;
  const json = {
    ok,
    checked: verdicts.length,
    verdicts: verdicts.length === 1 ? verdicts : differing,
    ...(records.length === 0 ? {} : { records }),
  };
  return { ok, lines: [...lines, sum + beside], json };
}

function linesOf({ id, number, ok, first, more = 0, notes = [] }: Verdict): string[] {
  const said = notes.map((note) => `　注：${id}　${note}`);
  const name = number === undefined ? id : `${number}（${id}）`;
  const others = more === 0 ? '' : `（另有 ${more.toString()} 处）`;
  return ok || first === null ? said : [`✗ ${name}　${sayingOf(first)}${others}`, ...said];
}

/** A difference in words, with its witness. */
function sayingOf(first: NonNullable<Verdict['first']>): string {
  if (first.seq === 0) return `${WITNESSES[first.witness]}：${first.what}`;
  const unit = first.witness === 'seal' ? '号' : '条';
  return `${WITNESSES[first.witness]}第 ${first.seq.toString()} ${unit}：${first.what}`;
}
