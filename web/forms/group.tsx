import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { Field, type Path } from './field.tsx';
import type { Schema } from './schema.ts';
import './group.css';

interface Named {
  readonly path: Path;
  readonly name: Path;
  readonly schema: Schema;
  readonly label: string;
  readonly isRequired: boolean;
}

/** What belongs together; an optional one is opened by whoever needs it. */
export function Group({ path, name, schema, label, isRequired }: Named) {
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

/** A list of objects, a row each. */
export function Rows({ path, name, schema, label, isRequired }: Named) {
  const { items = {}, minItems = 0, maxItems = 200 } = schema;
  return (
    <Form.List name={[...name]} {...(minItems > 0 && isRequired ? { initialValue: [{}] } : {})}>
      {(rows, { add, remove }) => (
        <fieldset className="form-group">
          <legend>{label}</legend>
          {rows.map((row, n) => (
            <div key={row.key} className="form-row">
              <div className="form-row-fields">
                <Fields path={[...path, row.name]} name={[row.name]} schema={items} />
              </div>
              <Button
                aria-label={`删除第${(n + 1).toString()}项`}
                icon={<DeleteOutlined aria-hidden />}
                disabled={rows.length <= minItems}
                onClick={() => {
                  remove(row.name);
                }}
              />
            </div>
          ))}
          <Button
            icon={<PlusOutlined aria-hidden />}
            disabled={rows.length >= maxItems}
            onClick={() => {
              add({});
            }}
          >
            增加一项
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
