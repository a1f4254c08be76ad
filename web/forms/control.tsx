import { DatePicker, Input, InputNumber, Select, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { KeyboardEvent, ReactElement } from 'react';
import { CLEAR } from '../parts/clear.tsx';
import { Files } from './files.tsx';
import { ItemSelect } from './item-select.tsx';
import { PaperSelect } from './paper-select.tsx';
import { RefSelect } from './ref-select.tsx';
import type { Control, Schema } from './schema.ts';

/** A list of more choices than these is searched by what they are called. */
const SEARCHED_FROM = 8;

/** What a value is put in by. */
export function controlFor(control: Control, schema: Schema): ReactElement {
  switch (control) {
    case 'ref':
      return <RefSelect register={schema['x-ref'] ?? ''} />;
    case 'refs':
      return <RefSelect register={schema.items?.['x-ref'] ?? ''} isMany />;
    case 'items':
      return <ItemSelect isMany />;
    case 'item':
      return <ItemSelect />;
    case 'paper':
      return <PaperSelect />;
    case 'words':
      return <Select mode="tags" open={false} suffix={null} placeholder="写完一个按回车" />;
    case 'files':
      return <Files max={schema.maxItems ?? 50} />;
    case 'choice':
      return (
        <Select
          allowClear={CLEAR}
          showSearch={(schema.enum ?? []).length > SEARCHED_FROM && { optionFilterProp: 'label' }}
          options={choicesOf(schema)}
        />
      );
    case 'choices':
      return <Select mode="multiple" allowClear={CLEAR} showSearch={false} options={choicesOf(schema.items ?? {})} />;
    case 'switch':
      return <Switch checkedChildren="是" unCheckedChildren="否" />;
    case 'number':
      return <InputNumber controls={false} style={{ width: '100%' }} {...limitsOf(schema)} />;
    case 'day':
      return <DatePicker style={{ width: '100%' }} format="YYYY年M月D日" onKeyDown={onlyTaken} />;
    case 'moment':
      return (
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          style={{ width: '100%' }}
          format="YYYY年M月D日 HH:mm"
          onKeyDown={onlyTaken}
        />
      );
    case 'long':
      return <Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} />;
    default:
      return <Input />;
  }
}

/** How a field of the form hands its value to the control, and takes what the control gives. */
export function takenBy(control: Control) {
  if (control === 'switch') return { valuePropName: 'checked' };
  if (control === 'day') return { getValueProps: shownDay, normalize: keptDay };
  return control === 'moment' ? { getValueProps: shownDay, normalize: keptMoment } : {};
}

/** Enter takes the day that was written; it does not hand the form in. */
function onlyTaken(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault();
}

/** The choices of a schema, by their words. */
function choicesOf(schema: Schema) {
  return (schema.enum ?? []).map((value) => ({ value, label: schema['x-label']?.[value] ?? value }));
}

function limitsOf({ minimum, maximum, type }: Schema) {
  return {
    ...(minimum === undefined ? {} : { min: minimum }),
    ...(maximum === undefined ? {} : { max: maximum }),
    ...(type === 'integer' ? { precision: 0 } : {}),
  };
}

function shownDay(value: unknown): { value: Dayjs | null } {
  return { value: typeof value === 'string' ? dayjs(value) : null };
}

function keptDay(value: Dayjs | null): string | null {
  return value?.format('YYYY-MM-DD') ?? null;
}

/** A moment with the device's own offset, so that it is the same moment everywhere. */
function keptMoment(value: Dayjs | null): string | null {
  return value?.format('YYYY-MM-DDTHH:mm:00.000Z') ?? null;
}
