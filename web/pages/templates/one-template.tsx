import { App, Button, Popconfirm } from 'antd';
import { useRef, useState } from 'react';
import { call } from '../../client/api.ts';
import { STAFFERS, useMay } from '../../client/may.ts';
import { wordsOf } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import { saveFile } from '../../client/save.ts';
import { Records } from '../../parts/records.tsx';
import { TemplateCheck } from './template-check.tsx';

/** A field that a template may be filled with. */
interface TemplateField {
  readonly field: string;
  readonly label: string;
  readonly source: string;
  readonly required: boolean;
}

/** The template in force of one kind of document. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly shipped: boolean;
  readonly fields: readonly TemplateField[];
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** One template: its file, its fields, and for whoever may another in its place, looked at first. */
export function OneTemplate({ template }: { readonly template: Template }) {
  const { id, name, shipped, fields } = template;
  const input = useRef<HTMLInputElement>(null);
  const [checked, setChecked] = useState<{ file: File; check: string } | null>(null);
  const [isSending, setSending] = useState(false);
  const { message } = App.useApp();
  const isMine = useMay(STAFFERS);
  const told = (error: unknown): void => {
    message.error(wordsOf(error));
  };
  const send = async (file: File, isTrial: boolean): Promise<void> => {
    setSending(true);
    const body = new FormData();
    body.set('file', file, file.name);
    try {
      const check = await call<{ id: string }>('POST', `/v1/registers/templates/${id}?dryRun=${isTrial.toString()}`, {
        body,
        headers: { prefer: 'respond-async' },
      });
      setChecked({ file, check: check.id });
    } catch (error) {
      told(error);
    }
    setSending(false);
  };
  return (
    <>
      <div className="template-acts">
        <Button
          size="large"
          onClick={() => {
            saveFile(`/v1/registers/templates/${id}/file`, `${name}模板.docx`).catch(told);
          }}
        >
          下载现用模板
        </Button>
        {isMine ? (
          <>
            <input
              ref={input}
              className="template-file"
              type="file"
              accept={`.docx,${WORD}`}
              tabIndex={-1}
              aria-label={`${name}的新模板`}
              onChange={({ target }) => {
                const [file] = target.files ?? [];
                if (file !== undefined) void send(file, true);
                target.value = '';
              }}
            />
            <Button size="large" type="primary" loading={isSending} onClick={() => input.current?.click()}>
              上传新模板检查
            </Button>
          </>
        ) : null}
        {isMine && !shipped ? (
          <Popconfirm
            title="停用本县模板，以后的文书用随附模板？"
            onConfirm={async () => {
              await call('DELETE', `/v1/registers/templates/${id}`).catch(told);
              await changed('/v1/registers/templates');
            }}
          >
            <Button size="large">恢复随附模板</Button>
          </Popconfirm>
        ) : null}
      </div>
      {checked === null ? null : (
        <TemplateCheck
          key={checked.check}
          document={id}
          name={name}
          id={checked.check}
          onUse={() => {
            void send(checked.file, false);
          }}
        />
      )}
      <Records
        label={`${name}的字段`}
        rows={fields}
        keyOf={({ field }) => field}
        columns={[
          { title: '内容', cell: ({ label }) => label },
          { title: '写法', cell: ({ field }) => <code>{`{${field}}`}</code> },
          { title: '取自', cell: ({ source }) => <span className="quiet">{source}</span> },
          { title: '必须有', cell: ({ required }) => (required ? '必须' : <span className="quiet">可不用</span>) },
        ]}
      />
    </>
  );
}
