import { App, Button } from 'antd';
import { STAFFERS, useMay } from '../../client/may.ts';
import { wordsOf } from '../../client/problem.ts';
import { saveFile } from '../../client/save.ts';
import { Records } from '../../parts/records.tsx';
import { ChangeTemplate } from './change.tsx';
import type { Template } from './template.ts';

/** One template: its file, its fields, and for whoever may another in its place. */
export function OneTemplate({ template }: { readonly template: Template }) {
  const { id, name, fields } = template;
  const { message } = App.useApp();
  const isMine = useMay(STAFFERS);
  return (
    <>
      <div className="template-acts">
        <Button
          size="large"
          onClick={() => {
            saveFile(`/v1/registers/templates/${id}/file`, `${name}模板.docx`).catch((error: unknown) => {
              message.error(wordsOf(error));
            });
          }}
        >
          下载现用模板
        </Button>
      </div>
      {isMine ? <ChangeTemplate template={template} /> : null}
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
