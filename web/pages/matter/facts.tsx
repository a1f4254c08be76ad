import type { ReactNode } from 'react';
import { chineseDay, chineseDue, chineseTime } from '../../parts/chinese.ts';
import { isNamed, Name } from '../../parts/name.tsx';
import { Photo } from '../../parts/photo.tsx';
import type { Words } from './words.ts';

/** Machinery of the record, of which people learn in other words: the frozen rules, chains of posts, hashes. */
const INSIDE = ['opening', 'chains', 'terms', 'key', 'rowId', 'version', 'hash', 'id', 'tell', 'verified', 'provisional', 'base',
  'assignerRank', 'period', 'path', 'act', 'clock', 'fileHash', 'batch', 'from', 'body', 'closed', 'answeredAt', 'data', 'event',
  'returns', 'kind', 'holders', 'start', 'name', 'roll', 'unitOf', 'upToSeq', 'dossier']; // prettier-ignore

/** What was said, part by part, in the words of the forms; what has no words is left to the record. */
export function Facts({
  data,
  words,
  depth = 0,
}: {
  readonly data: Readonly<Record<string, unknown>>;
  readonly words: Words;
  readonly depth?: number;
}) {
  const parts = Object.entries(data).flatMap(([name, value]) => {
    const label = words.labels[name];
    if (label === undefined || INSIDE.includes(name) || isEmpty(value) || `${name}Label` in data) return [];
    return [{ name, label, value }];
  });
  if (parts.length === 0) return depth === 0 ? <p className="quiet">没有需要另作说明的内容。</p> : null;
  return (
    <dl className={depth === 0 ? 'facts' : 'facts facts-inner'}>
      {parts.map(({ name, label, value }) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>{shown(name, value, words, depth)}</dd>
        </div>
      ))}
    </dl>
  );
}

function shown(name: string, value: unknown, words: Words, depth: number): ReactNode {
  if (typeof value === 'string') return DUES.includes(name) ? <Time value={value} /> : textOf(value, words);
  if (typeof value === 'number') return value.toString();
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return <Many name={name} values={value} words={words} depth={depth} />;
  if (typeof value !== 'object' || value === null) return null;
  const whole = value as Readonly<Record<string, unknown>>;
  if ('amount' in whole && 'unit' in whole) return `${String(whole['amount'])}${UNITS[String(whole['unit'])] ?? ''}`;
  if (name === 'due') return <Time value={whole['due']} />;
  if (name === 'step') return <Step step={whole} />;
  return <Facts data={whole} words={words} depth={depth + 1} />;
}

function Many({
  name,
  values,
  words,
  depth,
}: {
  readonly name: string;
  readonly values: readonly unknown[];
  readonly words: Words;
  readonly depth: number;
}) {
  if (values.every((value) => typeof value === 'string' && value.startsWith('sha256:')))
    return (
      <div className="photos">
        {(values as readonly string[])
          .filter((hash) => !hash.includes('#'))
          .map((hash, n) => (
            <Photo key={hash} hash={hash} words={`附件${(n + 1).toString()}`} />
          ))}
      </div>
    );
  if (values.every((value) => typeof value === 'string'))
    return values.map((value, n) => (
      <span key={value}>
        {n === 0 ? '' : '、'}
        {textOf(value, words)}
      </span>
    ));
  return (
    <ol className="facts-list">
      {values.map((value, n) => (
        <li key={n}>{shown(name, value, words, depth)}</li>
      ))}
    </ol>
  );
}

/** The step that begins: whose it is and until when. */
function Step({ step }: { readonly step: Readonly<Record<string, unknown>> }) {
  const [holder] = Array.isArray(step['holders']) ? (step['holders'] as readonly { readonly post?: string }[]) : [];
  return (
    <>
      <Name id={holder?.post ?? null} none="下一责任岗位" />
      办理{typeof step['due'] === 'string' ? `，期限${chineseDue(step['due'])}` : ''}
    </>
  );
}

const UNITS: Readonly<Record<string, string>> = {
  workingDay: '个工作日', calendarDay: '日', hour: '小时', second: '秒',
}; // prettier-ignore

function textOf(value: string, { codes }: Words): ReactNode {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return chineseDay(value);
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return chineseTime(value);
  if (value.startsWith('sha256:')) return <span className="quiet">（已存档）</span>;
  if (value.startsWith('sealed:')) return <span className="quiet">（另行加密保存）</span>;
  if (isNamed(value)) return <Name id={value} />;
  return codes[value] ?? value;
}

/** Moments that end something. */
const DUES = ['due', 'dueAt', 'until', 'replyDue', 'firstDue'];

function Time({ value }: { readonly value: unknown }) {
  return typeof value === 'string' ? chineseDue(value) : '未定';
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return Array.isArray(value) && value.length === 0;
}
