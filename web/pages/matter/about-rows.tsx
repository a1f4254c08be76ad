import type { ReactNode } from 'react';
import { Name } from '../../parts/name.tsx';
import type { Item, MatterWhole } from './shape.ts';

/** An item of any kind: only those of hazards have a text of their own. */
interface AnyItem extends Pick<Item, 'id'> {
  readonly text?: string;
  readonly label?: string;
  readonly subject?: string | null;
}

/** What the items of a matter say in a form: what is to be put right, or who is to answer. */
export function aboutRows({ items }: MatterWhole): ReadonlyMap<string, ReactNode> {
  return new Map(items.map((item) => [item.id, wordsOf(item)]));
}

function wordsOf({ id, text, label = id, subject = null }: AnyItem): ReactNode {
  if (text !== undefined) return text;
  return (
    <>
      {label} <Name id={subject} none="" />
    </>
  );
}
