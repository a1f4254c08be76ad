import type { Entry } from '../../workflows/kernel/hear.ts';
import type { Recorded } from '../../workflows/kernel/event.ts';
import type { Summary } from '../../workflows/kernel/face.ts';
import type { Kind } from '../../workflows/kinds.ts';
import { at } from '../history/history-json.ts';
import { saidIn } from './said.ts';
import { clock, standing, type NameOf } from './words.ts';

/**
 * The readable story of a matter, line by line: its number and title; then what happened, who did it, what was said, who
 * held it then, and until when.
 */
export function tell(kind: Kind, entries: readonly Entry[], nameOf: NameOf): string[] {
  const lines: string[] = [];
  let state: unknown = null;
  let before: string[] = [];
  for (const entry of entries) {
    if (entry.outcome.outcome === 'refused') {
      lines.push(`　×　${clock(entry.at)}　${labelOf(kind, entry.command)}　未予办理：${entry.outcome.refusal.detail}`);
      continue;
    }
    for (const event of entry.events) {
      state = kind.rules.evolve(state, event);
      const summary = kind.face.summary(state);
      if (event.seq === 1) lines.push(...titled(event, summary));
      lines.push(headline(kind, event, nameOf));
      const said = saidIn(event.data);
      if (said !== null) lines.push(`　　　${said}`);
      const after = standing(kind, summary, nameOf, event.heardAt);
      for (const line of after) if (!before.includes(line)) lines.push(`　　　${line}`);
      before = after;
    }
  }
  return lines;
}

/** What people call a matter: the number that its opening gave it, and its title. */
export function titled(opening: Recorded | undefined, { title }: Pick<Summary, 'title'>): string[] {
  const number = at(opening?.data, 'opening', 'number');
  return typeof number === 'string' ? [`编号：${number}　${title}`] : [];
}

/** The matter as it stood at a moment: what had been heard by then. Null when it was not opened yet. */
export function stoodAt(
  kind: Kind,
  events: readonly Recorded[],
  moment: string,
): { version: number; state: unknown } | null {
  const heard = events.filter((event) => event.heardAt <= moment);
  let state: unknown = null;
  for (const event of heard) state = kind.rules.evolve(state, event);
  return heard.length === 0 ? null : { version: heard.length, state };
}

function headline(kind: Kind, event: Recorded, nameOf: NameOf): string {
  const what = `${kind.face.events[event.type] ?? event.type}${rungOf(kind, event)}`;
  const who = event.actor.role === 'system' ? '系统' : `${nameOf(event.actor.unit)} ${nameOf(event.actor.person)}`;
  const late = clock(event.at) === clock(event.heardAt) ? '' : `，${clock(event.heardAt)} 记入`;
  return `${event.seq.toString().padStart(3)}　${clock(event.at)}${late}　${what}　${who}`;
}

/** Which rung, where the event is about one. */
function rungOf(kind: Kind, { data }: Recorded): string {
  const rung = at(data, 'rung');
  return typeof rung === 'string' ? `（${kind.face.rungs[rung]?.label ?? rung}）` : '';
}

function labelOf(kind: Kind, command: string): string {
  return kind.face.commands[command]?.label ?? command;
}
