import { Alert, Button, Form, type FormInstance } from 'antd';
import { useState } from 'react';
import { Problem, wordsOf } from '../client/problem.ts';
import { draftOf, dropDraft, keepDraft } from './draft.ts';
import { Fields } from './field.tsx';
import { filledIn, type Schema } from './schema.ts';

interface SchemaFormProps {
  /** Under which what is typed is kept until it was handed in. */
  readonly name: string;
  readonly schema: Schema;
  readonly initial?: Readonly<Record<string, unknown>>;
  readonly submit: string;
  /** Hands in; throws what refuses it. */
  readonly onSubmit: (body: unknown) => Promise<void>;
}

/** A form made from a schema: keeps what is typed, says at each field what is wrong with it, loses nothing on a refusal. */
export function SchemaForm({ name, schema, initial = {}, submit, onSubmit }: SchemaFormProps) {
  const [form] = Form.useForm<Record<string, unknown>>();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const finish = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await onSubmit(filledIn(form.getFieldsValue(true)) ?? {});
      dropDraft(name);
      form.resetFields();
    } catch (thrown) {
      setError(thrown);
      if (thrown instanceof Problem) showAtFields(form, thrown);
    }
    setBusy(false);
  };
  return (
    <Form
      form={form}
      layout="vertical"
      name={name.replaceAll(/[^\w-]/g, '-')}
      initialValues={{ ...initial, ...draftOf(name) }}
      scrollToFirstError
      onValuesChange={(_, values) => {
        keepDraft(name, values);
      }}
      onFinish={() => {
        void finish();
      }}
    >
      <Fields path={[]} schema={schema} />
      {error === null ? null : (
        <Alert type="error" showIcon title={saidOf(error, schema)} style={{ marginBottom: 16 }} />
      )}
      <Button type="primary" htmlType="submit" size="large" loading={isBusy}>
        {submit}
      </Button>
    </Form>
  );
}

/** What refuses, and what is wrong in places that are no field of this form. */
function saidOf(error: unknown, { properties = {} }: Schema): string {
  // The fields themselves say what is wrong with each.
  const said = error instanceof Problem && error.code === 'InvalidBody' ? '请改正上面标出的各项。' : wordsOf(error);
  const elsewhere = (error instanceof Problem ? error.errors : [])
    .filter(({ pointer }) => !((pointer.split('/')[1] ?? '') in properties))
    .map(({ detail }) => detail)
    .filter((detail) => !said.includes(detail));
  return elsewhere.length === 0 ? said : `${said}另有：${[...new Set(elsewhere)].join('；')}。`;
}

function showAtFields(form: FormInstance, { errors }: Problem): void {
  form.setFields(
    errors.map(({ pointer, detail }) => ({
      name: pointer
        .split('/')
        .slice(1)
        .map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      errors: [detail],
    })),
  );
}
