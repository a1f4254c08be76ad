import { DatePicker, Form, Input, InputNumber, Select, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { Files } from './files.tsx';
import { Group, Rows } from './group.tsx';
import { RefSelect } from './ref-select.tsx';
import { controlOf, type Schema } from './schema.ts';

export type Path = readonly (string | number)[];

interface FieldProps {
  readonly path: Path;
  readonly schema: Schema;
  readonly isRequired: boolean;
  /** Where it stands in the row of a list: antd counts names from the list on. */
  readonly name?: Path;
}

/** One value of a form with its label, made from its schema. */
export function Field({ path, name = path, schema, isRequired }: FieldProps) {
  const control = controlOf(schema);
  const label = schema.title ?? String(path.at(-1) ?? '');
  if (control === 'group')
    return <Group path={path} name={name} schema={schema} label={label} isRequired={isRequired} />;
  if (control === 'list') return <Rows path={path} name={name} schema={schema} label={label} isRequired={isRequired} />;
  const needs = isRequired && control !== 'switch' && (schema.type !== 'array' || (schema.minItems ?? 0) > 0);
  return (
    <Form.Item
      name={[...name]}
      label={label}
      rules={[
        ...(needs ? [{ required: true, message: `请填写${label}` }] : []),
        ...(schema.type === 'string' && schema.maxLength !== undefined && schema.enum === undefined
          ? [{ max: schema.maxLength, message: `最多${schema.maxLength.toString()}个字` }]
          : []),
      ]}
      {...(control === 'switch' ? { valuePropName: 'checked' } : {})}
      {...(control === 'day' ? { getValueProps: shownDay, normalize: keptDay } : {})}
      {...(schema['x-sealed'] === true ? { extra: '另行加密保存，不进入办理记录。' } : {})}
    >
      {controlFor(control, schema)}
    </Form.Item>
  );
}

function controlFor(control: ReturnType<typeof controlOf>, schema: Schema) {
  switch (control) {
    case 'ref':
      return <RefSelect register={schema['x-ref'] ?? ''} />;
    case 'refs':
      return <RefSelect register={schema.items?.['x-ref'] ?? ''} isMany />;
    case 'files':
      return <Files max={schema.maxItems ?? 50} />;
    case 'choice':
      return (
        <Select
          allowClear
          options={(schema.enum ?? []).map((value) => ({ value, label: schema['x-label']?.[value] ?? value }))}
        />
      );
    case 'switch':
      return <Switch checkedChildren="是" unCheckedChildren="否" />;
    case 'number':
      return <InputNumber style={{ width: '100%' }} {...limitsOf(schema)} />;
    case 'day':
      return <DatePicker style={{ width: '100%' }} format="YYYY年M月D日" />;
    case 'long':
      return <Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} />;
    default:
      return <Input />;
  }
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
