import { App, Modal } from 'antd';
import { call } from '../../client/api.ts';
import { Problem } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import type { Schema } from '../../forms/schema.ts';
import { firesWords, rowName, waitWords } from './figures.ts';
import { type LadderRow, type PolicyVersion, type Wait } from './policy.ts';
import { numberWords, periodName, UNITS, type PolicyWords } from './words.ts';

interface Asked {
  readonly title: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly periods?: readonly (Wait & { readonly name: string; readonly basis: string })[];
  readonly ladder?: readonly (Wait & { readonly row: string; readonly basis: string })[];
  readonly numbers?: readonly { readonly name: string; readonly amount: number }[];
}

interface DraftProps {
  readonly version: PolicyVersion;
  readonly words: PolicyWords;
  /** With the id of the draft; null when nothing was drafted. */
  readonly onDone: (id: string | null) => void;
}

/** Drafts the next version as changes of figures of one that stands, or changes a draft further. */
export function DraftForm({ version, words, onDone }: DraftProps) {
  const { message } = App.useApp();
  const isDraft = version.status === 'draft';
  return (
    <Modal
      open
      width={720}
      title={isDraft ? `修改第${version.version.toString()}版草案` : `在第${version.version.toString()}版上拟新版`}
      footer={null}
      onCancel={() => {
        onDone(null);
      }}
    >
      <SchemaForm
        name={`policy.draft.${version.id}`}
        schema={schemaOf(version, words)}
        submit="存为草案"
        initial={isDraft ? { title: version.name, effectiveFrom: version.effectiveFrom } : {}}
        onSubmit={async (body) => {
          const { title, effectiveFrom, effectiveTo = null } = body as Asked;
          const changes = changesOf(version, body as Asked);
          if (!isDraft && Object.keys(changes).length === 0) throw nothing();
          const parts = { title, effectiveFrom, effectiveTo, changes };
          const { id } = isDraft
            ? await call('PATCH', `/v1/registers/policies/${version.id}`, { body: parts })
            : await call('POST', '/v1/registers/policies', { body: { ...parts, basedOn: version.id } });
          message.success('草案已存。发布之前请先试算和预演。');
          await changed('/v1/registers/policies');
          onDone(id);
        }}
      />
    </Modal>
  );
}

function nothing(): Problem {
  return new Problem(0, { code: 'NothingChanged', detail: '还没有写要改什么：请至少增加一项时限、督办或数值。' });
}

/** What is changed, as a merge patch of the content. A new basis has yet to be verified. */
function changesOf({ content }: PolicyVersion, { periods = [], numbers = [], ladder = [] }: Asked): object {
  const row = (it: LadderRow): LadderRow => {
    const change = ladder.find((one) => one.row === it.id);
    if (change === undefined) return it;
    const { amount, unit, basis } = change;
    const anyOf = it.anyOf.map((one) => (one.after === 'due' ? { ...one, wait: { amount, unit } } : one));
    return { ...it, anyOf, basis, verified: false };
  };
  return {
    ...(periods.length === 0
      ? {}
      : { periods: Object.fromEntries(periods.map(({ name, ...period }) => [name, { ...period, verified: false }])) }),
    ...(numbers.length === 0 ? {} : { numbers: Object.fromEntries(numbers.map(({ name, amount }) => [name, amount])) }),
    ...(ladder.length === 0 ? {} : { ladder: content.ladder.map(row) }),
  };
}

function schemaOf(version: PolicyVersion, words: PolicyWords): Schema {
  const { periods, numbers, ladder } = version.content;
  const basis = { type: 'string', title: '依据', maxLength: 200 } as const;
  const unit = choice('单位', UNITS);
  const waiting = ladder.filter(({ anyOf }) => anyOf.some(({ after }) => after === 'due'));
  return {
    type: 'object',
    required: ['title', 'effectiveFrom', 'periods', 'ladder', 'numbers'],
    properties: {
      title: { type: 'string', title: '名称', maxLength: 200 },
      effectiveFrom: { type: 'string', format: 'date', title: '生效日期' },
      effectiveTo: { type: 'string', format: 'date', title: '失效日期（不填为长期有效）' },
      periods: rows('改哪些办理时限', {
        name: choice(
          '时限',
          named(periods, (name, now) => `${periodName(words, name)}（现为${waitWords(now)}）`),
        ),
        amount: { type: 'integer', title: '改为', minimum: 0 },
        unit,
        basis,
      }),
      ladder: rows('改哪些督办的触发时间', {
        row: choice('哪一级督办', Object.fromEntries(waiting.map((row) => [row.id, rowNow(row, words)]))),
        amount: { type: 'integer', title: '期满后多久（期满前写负数）' },
        unit,
        basis,
      }),
      numbers: rows('改哪些数值', {
        name: choice(
          '数值',
          named(numbers, (name, now) => `${numberWords(words, name)[0]}（现为${now.toString()}）`),
        ),
        amount: { type: 'integer', title: '改为', minimum: 0 },
      }),
    },
  };
}

function rowNow(row: LadderRow, { rungs }: PolicyWords): string {
  return `${rowName(row, rungs)}（现为${firesWords(row, rungs)}）`;
}

function rows(title: string, properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'array', title, items: { type: 'object', required: Object.keys(properties), properties } };
}

function choice(title: string, words: Readonly<Record<string, string>>): Schema {
  return { type: 'string', title, enum: Object.keys(words), 'x-label': words };
}

function named<Value>(
  all: Readonly<Record<string, Value>>,
  wordOf: (name: string, value: Value) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, wordOf(name, value)]));
}
