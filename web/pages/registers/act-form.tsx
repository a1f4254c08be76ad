import { App, Modal } from 'antd';
import { useRef } from 'react';
import { call } from '../../client/api.ts';
import { Problem } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import type { RegisterAct } from './acts.ts';
import { registerWords } from './words.ts';
import { freshId } from '../../client/fresh-id.ts';

export type Entry = Readonly<Record<string, unknown>> & { readonly id: string; readonly name?: string };

interface ActFormProps {
  readonly register: string;
  readonly act: RegisterAct;
  readonly entry: Entry | null;
  readonly onClose: () => void;
}

/** The form by which a register is changed; of an entry that stands only what changes is sent. */
export function ActForm({ register, act, entry, onClose }: ActFormProps) {
  const key = useRef(freshId());
  const { message } = App.useApp();
  const known = entry === null || act.method === 'PATCH' ? [] : knownOf(act, entry);
  const properties = Object.entries(act.schema.properties ?? {}).filter(([field]) => !known.includes(field));
  const schema = {
    ...act.schema,
    properties: Object.fromEntries(properties),
    required: (act.schema.required ?? []).filter((field) => !known.includes(field)),
  };
  const submit = async (body: unknown): Promise<void> => {
    const given = body as Readonly<Record<string, unknown>>;
    const sent =
      entry === null
        ? given
        : act.method === 'PATCH'
          ? changesOf(Object.keys(schema.properties), entry, given)
          : { ...Object.fromEntries(known.map((field) => [field, entry[field]])), ...given };
    if (act.method === 'PATCH' && Object.keys(sent).every((field) => field === 'reason'))
      throw new Problem(0, { code: 'NothingToChange', detail: '没有改动任何一项，请先改动再提交。' });
    await call(act.method, act.path.replace('{id}', encodeURIComponent(entry?.id ?? '')), {
      body: sent,
      headers: { 'idempotency-key': key.current },
    });
    key.current = freshId();
    message.success(`已${act.label}。`);
    await changed(`/v1/registers/${register}`);
    onClose();
  };
  return (
    <Modal
      open
      title={`${act.label}${entry === null ? registerWords(register).title : (entry.name ?? '')}`}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      <SchemaForm
        name={`register.${register}.${entry?.id ?? 'new'}.${act.label}`}
        schema={schema}
        submit={act.label}
        initial={entry === null || act.method !== 'PATCH' ? {} : initialOf(schema.properties, entry)}
        onSubmit={submit}
      />
    </Modal>
  );
}

/** What an act asks for that the entry already says. When something ends is another matter. */
function knownOf({ schema }: RegisterAct, entry: Entry): readonly string[] {
  const asked = ['validTo', 'reason'];
  return Object.keys(schema.properties ?? {}).filter((field) => !asked.includes(field) && entry[field] !== undefined);
}

function initialOf(properties: object, entry: Entry): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.keys(properties)
      .filter((field) => field !== 'reason' && entry[field] !== null && entry[field] !== undefined)
      .map((field) => [field, entry[field]]),
  );
}

function changesOf(fields: readonly string[], entry: Entry, given: Readonly<Record<string, unknown>>): object {
  const differs = (field: string): boolean =>
    JSON.stringify(given[field] ?? null) !== JSON.stringify(entry[field] ?? null);
  return Object.fromEntries(
    fields.filter((field) => field === 'reason' || differs(field)).map((field) => [field, given[field] ?? null]),
  );
}
