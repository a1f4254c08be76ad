import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { SignedIn } from '../../client/session.ts';
import { draftOf, keepDraft } from '../../forms/draft.ts';
import { Fields } from '../../forms/field.tsx';
import { filledIn, type Schema } from '../../forms/schema.ts';
import { useDraftPhotos } from '../../offline/draft-photos.ts';
import type { Entry, KeptPhoto } from '../../offline/entry.ts';
import { useHandIn } from '../../offline/hand-in.ts';
import { Shots } from '../../offline/shots.tsx';
import { defaultsOf, itemsOf, restOf, type ReportValues } from './defaults.ts';
import { Place, Region } from './place.tsx';
import './report.css';

interface ReportFormProps {
  readonly session: SignedIn;
  /** The opening command's; null while it is not known. */
  readonly schema: Schema | null;
  /** What was refused or called back, to be edited. */
  readonly entry: Entry | null;
  readonly onKept: (key: string) => void;
}

/** The three things that a report is made of, and the rest of its form for whoever wants it. */
export function ReportForm({ session, schema, entry, onKept }: ReportFormProps) {
  const draft = entry === null ? 'report' : `report.${entry.key}`;
  const [form] = Form.useForm<ReportValues>();
  const { photos, add, remove } = useDraftPhotos(draft, entry?.photos);
  const { problem, handIn } = useHandIn(draft, entry, onKept);
  const initial = { ...defaultsOf(session.role), ...entry?.form, ...draftOf(draft) };
  return (
    <Form
      form={form}
      className="sheet report"
      size="large"
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      scrollToFirstError
      onValuesChange={(_, values) => {
        keepDraft(draft, { ...(form.getFieldsValue(true) as object), ...values });
      }}
      onFinish={() => void handIn(session, actOf(form.getFieldsValue(true) as ReportValues, photos ?? []))}
    >
      {entry === null ? null : <Refused entry={entry} />}
      <Form.Item label="照片">
        <Shots photos={photos ?? []} label="拍照" max={50} onAdd={add} onRemove={remove} />
      </Form.Item>
      <Place form={form} />
      <Form.Item
        name="description"
        label="问题"
        rules={[
          { required: true, whitespace: true, message: '请写明发现了什么问题' },
          { max: 4_000, message: '最多4000个字' },
        ]}
      >
        <Input.TextArea
          size="large"
          placeholder="例如：配电箱未上锁，线路裸露"
          autoSize={{ minRows: 3, maxRows: 12 }}
        />
      </Form.Item>
      <Region form={form} unit={session.unit} />
      {schema === null ? null : <More schema={restOf(schema)} />}
      {problem === null ? null : <Alert type="error" showIcon title={problem} />}
      <Button type="primary" htmlType="submit" size="large" block disabled={photos === null}>
        上报
      </Button>
    </Form>
  );
}

function Refused({ entry: { said, errors } }: { readonly entry: Entry }) {
  if (said === null) return null;
  const more = errors.map(({ detail }) => detail).filter((detail) => !said.includes(detail));
  return <Alert className="report-refused" type="error" showIcon title={`没有受理：${[said, ...more].join('；')}`} />;
}

/** Everything else that a report may say, for whoever wants to. */
function More({ schema }: { readonly schema: Schema }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <Fields path={[]} schema={schema} />;
  return (
    <Button
      className="report-more"
      type="link"
      onClick={() => {
        setOpen(true);
      }}
    >
      更多：责任单位、发现日期、来源……
    </Button>
  );
}

function actOf(values: ReportValues, photos: readonly KeptPhoto[]) {
  const { description = '' } = values;
  return {
    title: `上报隐患：${description.trim().slice(0, 30)}`,
    page: '/report',
    path: '/v1/hazards',
    body: { ...(filledIn(values) as object), items: itemsOf(values), evidence: photos.map(({ id }) => id) },
    form: { ...values },
    photos,
  };
}
