import { App, Input, Modal, Form } from 'antd';
import { useState } from 'react';
import { call } from '../../client/api.ts';
import { Problem } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { YearView } from './year-view.tsx';

const NOTICE = {
  type: 'object',
  required: ['year', 'source', 'publishedOn'],
  properties: {
    year: { type: 'integer', title: '年份', minimum: 2000, maximum: 2100 },
    source: { type: 'string', title: '通知文号', maxLength: 200 },
    publishedOn: { type: 'string', format: 'date', title: '通知发布日期' },
  },
} as const;

const EXAMPLE = '2027-01-01 休\n2027-01-02 休\n2027-01-03 班';

/** Drafts a year from what is written or pasted, a day to a line, and shows it as it will stand. */
export function CalendarDraft({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const { message } = App.useApp();
  const days = daysIn(text);
  const year = Number((days.holidays[0] ?? days.workdays[0] ?? '').slice(0, 4));
  return (
    <Modal open width={720} title="登记一年的放假安排" footer={null} onCancel={onClose}>
      <Form.Item
        label="放假和调休上班的日子"
        htmlFor="calendar-days"
        layout="vertical"
        extra="一行一天：日期，空格，“休”或“班”。可以从表格中粘贴。普通周末不必写。"
      >
        <Input.TextArea
          id="calendar-days"
          autoSize={{ minRows: 5, maxRows: 12 }}
          placeholder={EXAMPLE}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
          }}
        />
      </Form.Item>
      {days.unread.length === 0 ? null : (
        <p className="late">
          <span aria-hidden>× </span>第{days.unread.join('、')}行看不明白，应如“2027-01-01 休”。
        </p>
      )}
      {year > 0 ? <YearView year={{ year, ...days }} specials={[]} /> : null}
      <SchemaForm
        name="calendar.draft"
        schema={NOTICE}
        submit="存为草案"
        onSubmit={async (body) => {
          const { holidays, workdays, unread } = days;
          if (unread.length > 0)
            throw new Problem(0, { code: 'Unread', detail: `第${unread.join('、')}行看不明白，请改正后再存。` });
          await call('POST', '/v1/registers/calendars', { body: { ...(body as object), holidays, workdays } });
          message.success('草案已存，须由安委办主任或县领导发布。');
          await changed('/v1/registers/calendars');
          onClose();
        }}
      />
    </Modal>
  );
}

interface Listed {
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  /** Lines that say nothing that is understood, from 1. */
  readonly unread: readonly number[];
}

const LINE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,，]+(休|放假|班|上班)$/;

function daysIn(text: string): Listed {
  const holidays: string[] = [];
  const workdays: string[] = [];
  const unread: number[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, year = '', month = '', day = '', word = ''] = LINE.exec(line.trim()) ?? [];
    const list = word === '' ? null : word.endsWith('班') ? workdays : holidays;
    if (list === null) unread.push(at + 1);
    else list.push(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  }
  return { holidays, workdays, unread };
}
