import { Button, Form, Input, type FormInstance } from 'antd';
import { useState } from 'react';
import { Fields } from '../../forms/field.tsx';
import type { Schema } from '../../forms/schema.ts';

/** What the form holds beside the pictures. */
export interface Values {
  readonly done?: Readonly<Record<string, string>>;
  /** Only once somebody wrote it: until then it follows the items. */
  readonly summary?: string;
}

/** What was done altogether: made from the items until somebody writes it themselves. */
export function Summary({ text, form }: { readonly text: string; readonly form: FormInstance<Values> }) {
  const own = Form.useWatch('summary', { form, preserve: true });
  const [isOpen, setOpen] = useState(own !== undefined);
  if (!isOpen && own === undefined)
    return (
      <div className="rectify-summary">
        <strong>整改完成情况</strong>
        <p>{text}</p>
        <Button
          type="link"
          onClick={() => {
            form.setFieldValue('summary', text);
            setOpen(true);
          }}
        >
          修改这段文字
        </Button>
      </div>
    );
  return (
    <Form.Item
      name="summary"
      label="整改完成情况"
      rules={[
        { required: true, whitespace: true, message: '请写明整改完成情况' },
        { max: 4_000, message: '最多4000个字' },
      ]}
    >
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} />
    </Form.Item>
  );
}

/** Who worked on it and what it cost, for whoever wants to say. */
export function More({ schema }: { readonly schema: Schema | undefined }) {
  const [isOpen, setOpen] = useState(false);
  const { workers, funds } = schema?.properties ?? {};
  if (workers === undefined || funds === undefined) return null;
  if (isOpen) return <Fields path={[]} schema={{ type: 'object', properties: { workers, funds } }} />;
  return (
    <Button
      type="link"
      onClick={() => {
        setOpen(true);
      }}
    >
      更多：参与人员、资金
    </Button>
  );
}
