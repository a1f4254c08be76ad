import type { Schema } from '../../client/answers.ts';
import type { Available } from '../../forms/command-form.tsx';

/** The act of this page. */
export const COMMAND = 'SubmitRectification';
/** What is said of an item whose pictures say it all. */
export const AS_SHOWN = '已整改，见照片。';

/** A matter as this page shows it. */
export type Matter = Schema<'Matter'>;

type Events = Schema<'EventList'> | undefined;

/** An item that is to be handed in, and what the last recheck said was still wrong with it. */
export interface Pending {
  readonly id: string;
  readonly text: string;
  readonly note: string | null;
}

/** What this page reads of what events say; all of it is absent where that is withheld from the reader. */
interface Said {
  readonly report?: { readonly evidence?: readonly string[] };
  readonly items?: readonly { readonly id: string; readonly note?: string }[];
}

/** Why handing in now would be refused, as far as it can be said before; null when nothing speaks against it. */
export function refusalOf(matter: Matter, command: Available | null): string | null {
  // After T has run out it may be handed in while it waits for its recheck, but once.
  if (matter.status === 'rechecking' && (matter.submission ?? null) !== null) return '整改已经报送，正在等待复查。';
  return command?.allowed === false ? (command.refusal?.detail ?? '这一环节不受理整改报送。') : null;
}

/** The items that are to be handed in now: those that no recheck has passed, with what the last one said of them. */
export function pendingOf({ items }: Matter, events: Events): readonly Pending[] {
  const last = events?.items.findLast(({ type }) => type === 'RecheckFailed');
  const said = (last?.data as Said | null | undefined)?.items ?? [];
  return items
    .filter(({ result }) => result !== 'passed')
    .map(({ id, text = '', result }) => ({
      id,
      text,
      note: result === 'failed' ? (said.find((one) => one.id === id)?.note ?? null) : null,
    }));
}

/** The pictures of the report. */
export function beforeOf(events: Events): readonly string[] {
  const reported = events?.items.map(({ data }) => (data as Said | null)?.report?.evidence);
  return reported?.find((evidence) => evidence !== undefined) ?? [];
}

/** Which of the report's pictures stand beside the nth item: its own where there are as many, all of them otherwise. */
export function besideItem(before: readonly string[], n: number, count: number): readonly string[] {
  return before.length === count ? before.slice(n, n + 1) : before;
}

/** What was done altogether, made from what was done item by item. */
export function summaryOf(items: readonly Pending[], done: Readonly<Record<string, string>>): string {
  const lines = items.map(({ id, text }, n) => {
    const words = done[id]?.trim() || AS_SHOWN;
    return `${items.length > 1 ? `${(n + 1).toString()}. ` : ''}${text.replace(/[。；;]+$/, '')}：${words}`;
  });
  return lines.join('\n').slice(0, 4_000);
}
