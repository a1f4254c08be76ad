import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { Problem } from '../client/problem.ts';
import { draftOf, dropDraft, keepDraft } from './draft.ts';
import { faultsAt, saidOf } from './faults.ts';
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
      await onSubmit(filledIn(form.getFieldsValue(true), schema) ?? {});
      dropDraft(name);
      form.resetFields();
    } catch (thrown) {
      setError(thrown);
      if (thrown instanceof Problem) form.setFields(faultsAt(thrown, schema));
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
