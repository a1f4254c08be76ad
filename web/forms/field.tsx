import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import { useContext, useState } from 'react';
import { controlFor, takenBy } from './control.tsx';
import { aboutOf, RowWords } from './row-words.ts';
import { rulesOf } from './rules.ts';
import { controlOf, type Schema } from './schema.ts';
import './field.css';

export type Path = readonly (string | number)[];

interface FieldProps {
  readonly path: Path;
  readonly schema: Schema;
  readonly isRequired: boolean;
  /** Where it stands in the row of a list: antd counts names from the list on. */
  readonly name?: Path;
}

/** One value of a form with its label, made from its schema. */
function Field({ path, name = path, schema, isRequired }: FieldProps) {
  const control = controlOf(schema);
  // Here files are uploaded where they are picked.
  const label = (schema.title ?? String(path.at(-1) ?? '')).replace('（先上传，再填编号）', '');
  if (control === 'group')
    return <Group path={path} name={name} schema={schema} label={label} isRequired={isRequired} />;
  if (control === 'list') return <Rows path={path} name={name} schema={schema} label={label} isRequired={isRequired} />;
  return (
    <Form.Item
      name={[...name]}
      label={label}
      rules={rulesOf(schema, label, isRequired)}
      {...takenBy(control)}
      {...(schema['x-sealed'] === true ? { extra: '另行加密保存，不进入办理记录。' } : {})}
    >
      {controlFor(control, schema)}
    </Form.Item>
  );
}

interface Named {
  readonly path: Path;
  readonly name: Path;
  readonly schema: Schema;
  readonly label: string;
  readonly isRequired: boolean;
}

/** What belongs together; an optional one is opened by whoever needs it. */
function Group({ path, name, schema, label, isRequired }: Named) {
  const form = Form.useFormInstance();
  const [isOpen, setOpen] = useState(isRequired || form.getFieldValue([...path]) !== undefined);
  if (!isOpen)
    return (
      <Button
        className="form-add"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => {
          setOpen(true);
        }}
      >
        填写{label}（可不填）
      </Button>
    );
  return (
    <fieldset className="form-group">
      <legend>{label}</legend>
      <Fields path={path} name={name} schema={schema} />
      {isRequired ? null : (
        <Button
          size="small"
          onClick={() => {
            form.setFieldValue([...path], undefined);
            setOpen(false);
          }}
        >
          不填{label}
        </Button>
      )}
    </fieldset>
  );
}

/** The fields of an object: what must be filled in first. */
export function Fields({
  path,
  name = path,
  schema,
}: {
  readonly path: Path;
  readonly name?: Path;
  readonly schema: Schema;
}) {
  const required = schema.required ?? [];
  const fields = Object.entries(schema.properties ?? {});
  return [
    ...fields.filter(([key]) => required.includes(key)),
    ...fields.filter(([key]) => !required.includes(key)),
  ].map(([key, part]) => (
    <Field key={key} path={[...path, key]} name={[...name, key]} schema={part} isRequired={required.includes(key)} />
  ));
}

/** A list of objects, a row each; rows that are about something given are neither added nor taken away. */
function Rows({ path, name, schema, label, isRequired }: Named) {
  const form = Form.useFormInstance();
  const words = useContext(RowWords);
  const { items = {}, minItems = 0, maxItems = 200 } = schema;
  const about = words === null ? null : aboutOf(items);
  const begins = minItems > 0 && isRequired && form.getFieldValue([...path]) === undefined;
  return (
    <Form.List name={[...name]} {...(begins ? { initialValue: [{}] } : {})}>
      {(rows, { add, remove }) => (
        <fieldset className="form-group">
          <legend>{label}</legend>
          {rows.map((row, n) => {
            const said =
              about === null ? undefined : words?.get(String(form.getFieldValue([...path, row.name, about])));
            return (
              <div key={row.key} className="form-row">
                <div className="form-row-fields">
                  {said === undefined ? null : (
                    <p className="form-row-words">
                      {n + 1}. {said}
                    </p>
                  )}
                  <Fields
                    path={[...path, row.name]}
                    name={[row.name]}
                    schema={said === undefined || about === null ? items : without(about, items)}
                  />
                </div>
                {said !== undefined ? null : (
                  <Button
                    aria-label={`删除第${(n + 1).toString()}项`}
                    icon={<DeleteOutlined aria-hidden />}
                    disabled={rows.length <= minItems}
                    onClick={() => {
                      remove(row.name);
                    }}
                  />
                )}
              </div>
            );
          })}
          {about !== null && rows.length > 0 ? null : (
            <Button
              icon={<PlusOutlined aria-hidden />}
              disabled={rows.length >= maxItems}
              onClick={() => {
                add({});
              }}
            >
              增加一项
            </Button>
          )}
        </fieldset>
      )}
    </Form.List>
  );
}

function without(about: string, schema: Schema): Schema {
  const properties = Object.entries(schema.properties ?? {}).filter(([key]) => key !== about);
  return { ...schema, properties: Object.fromEntries(properties) };
}
