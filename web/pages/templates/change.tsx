import { App, Button, Popconfirm } from 'antd';
import { useRef, useState } from 'react';
import { call } from '../../client/api.ts';
import { wordsOf } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import type { Template } from './template.ts';
import { TemplateCheck } from './template-check.tsx';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Putting the county's own template in the place of the one in force, looked at first, and going back to the shipped one. */
export function ChangeTemplate({ template: { id, name, shipped } }: { readonly template: Template }) {
  const input = useRef<HTMLInputElement>(null);
  const [checked, setChecked] = useState<{ file: File; check: string } | null>(null);
  const [isSending, setSending] = useState(false);
  const { message } = App.useApp();
  const send = async (file: File, isTrial: boolean): Promise<void> => {
    setSending(true);
    try {
      setChecked({ file, check: await handIn(id, file, isTrial) });
    } catch (error) {
      message.error(wordsOf(error));
    }
    setSending(false);
  };
  return (
    <>
      <div className="template-acts">
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
        {shipped ? null : <Remove id={id} />}
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
    </>
  );
}

async function handIn(template: string, file: File, isTrial: boolean): Promise<string> {
  const body = new FormData();
  body.set('file', file, file.name);
  const path = `/v1/registers/templates/${template}?dryRun=${isTrial.toString()}` as const;
  const { id } = await call('POST', path, { body, headers: { prefer: 'respond-async' } });
  return id;
}

function Remove({ id }: { readonly id: string }) {
  const { message } = App.useApp();
  const remove = async (): Promise<void> => {
    try {
      await call('DELETE', `/v1/registers/templates/${id}`);
      await changed('/v1/registers/templates');
    } catch (error) {
      message.error(wordsOf(error));
    }
  };
  return (
    <Popconfirm title="停用本县模板，以后的文书用随附模板？" onConfirm={() => void remove()}>
      <Button size="large">恢复随附模板</Button>
    </Popconfirm>
  );
}
