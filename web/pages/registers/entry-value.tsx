import type { ReactNode } from 'react';
import { chineseDay, chineseTime } from '../../parts/chinese.ts';
import { Name } from '../../parts/name.tsx';
import { choicesOf, REFERENCES } from './words.ts';

interface ValueProps {
  readonly register: string;
  readonly field: string;
  readonly value: unknown;
}

/** A value of an entry as people read it: names for ids, words for choices, days as they are written. */
export function EntryValue({ register, field, value }: ValueProps): ReactNode {
  if (value === null || value === undefined || value === '') return emptyOf(field);
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="quiet none">—</span>;
    return value.map((one: unknown, n) => (
      <span key={String(one)}>
        {n === 0 ? '' : '、'}
        <EntryValue register={register} field={field} value={one} />
      </span>
    ));
  }
  if (typeof value === 'boolean') return value ? '是' : <span className="quiet">否</span>;
  if (typeof value === 'object') return <span className="quiet">（内容较多，请查看详情）</span>;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const word = choicesOf(register, field)?.[text];
  if (word !== undefined) return word;
  const reference = REFERENCES[field];
  if (reference !== undefined && typeof value === 'string') return <Name register={reference} id={text} />;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return chineseDay(text);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return chineseTime(text);
  return text;
}

function emptyOf(field: string): ReactNode {
  return field === 'validTo' || field === 'to' ? '长期' : <span className="quiet none">—</span>;
}
