import { App } from 'antd';
import { useRef } from 'react';
import { call } from '../client/api.ts';
import { Problem } from '../client/problem.ts';
import { changed } from '../client/queries.ts';
import { SchemaForm } from './schema-form.tsx';
import type { Schema } from './schema.ts';
import { freshId } from '../client/fresh-id.ts';

/** What may be done with a matter now, as the API says. */
export interface Available {
  readonly type: string;
  readonly label: string;
  readonly allowed: boolean;
  readonly refusal?: { readonly code: string; readonly detail: string };
  readonly schema: Schema;
}

interface CommandFormProps {
  readonly path: string;
  readonly id: string;
  readonly version: number;
  readonly command: Available;
  readonly initial?: Readonly<Record<string, unknown>>;
  readonly onDone?: () => void;
}

/** The form of one command of one matter. Sent again after a lost answer it is the same command. */
export function CommandForm({ path, id, version, command, initial, onDone }: CommandFormProps) {
  const key = useRef(freshId());
  const { message } = App.useApp();
  return (
    <SchemaForm
      name={`${id}.${command.type}`}
      schema={command.schema}
      submit={command.label}
      {...(initial === undefined ? {} : { initial })}
      onSubmit={async (body) => {
        const matter = `/v1/${path}/${id}`;
        try {
          await call('POST', `${matter}/commands/${command.type}`, {
            body,
            headers: { 'idempotency-key': key.current, 'if-match': `"${version.toString()}"` },
          });
        } catch (error) {
          // What was refused is not the command that is sent next.
          if (!isOffline(error)) key.current = freshId();
          if (!(error instanceof Problem) || error.status !== 412) throw error;
          // Somebody acted meanwhile: what they did is shown, and what was typed here stays for another try.
          await changed(matter);
          throw new Problem(412, { code: error.code, detail: STALE });
        }
        key.current = freshId();
        message.success(`已${command.label}。`);
        // A form that goes is gone before what it did comes back: to itself it is nobody else's act.
        onDone?.();
        void changed(matter, `/v1/${path}`, '/v1/desk');
      }}
    />
  );
}

const STALE = '您填写期间，已有人办理了该事项。页面已更新为最新情形，您填写的内容仍在；核对后可再次提交。';

function isOffline(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Offline';
}
