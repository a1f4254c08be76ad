import { Alert } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { RefSelect } from '../../forms/ref-select.tsx';
import { SchemaForm } from '../../forms/schema-form.tsx';
import type { Schema } from '../../forms/schema.ts';
import { Read } from '../../parts/read.tsx';
import './accounts.css';

interface FormProps {
  readonly name: string;
  readonly schema: Schema;
  readonly submit: string;
  readonly onSubmit: (body: object) => Promise<void>;
}

/** A form about a person of the register and one of their posts: first who it is, then the rest. */
export function OfPerson({ name, schema, submit, onSubmit }: FormProps) {
  const [person, setPerson] = useState('');
  const id = useId();
  return (
    <>
      <div className="of-person">
        <label htmlFor={id}>人员</label>
        <RefSelect
          register="people"
          id={id}
          value={person === '' ? [] : person}
          onChange={(chosen) => {
            setPerson(typeof chosen === 'string' ? chosen : '');
          }}
        />
      </div>
      {person === '' ? (
        <p className="quiet">先从名册中选人；名册中没有的，请先在“名册—人员”登记。</p>
      ) : (
        <InPost
          key={person}
          person={person}
          name={`${name}.${person}`}
          schema={without('person', schema)}
          submit={submit}
          onSubmit={(body) => onSubmit({ ...body, person })}
        />
      )}
    </>
  );
}

/** The same of a person who is known. */
export function InPost({ person, name, schema, submit, onSubmit }: FormProps & { readonly person: string }) {
  return (
    <Read path={`/v1/registers/${'people' as string}/${encodeURIComponent(person)}`}>
      {({ posts, places }) =>
        !isWords(posts) || !isWords(places) ? (
          <Alert
            type="info"
            showIcon
            title="该人员现在没有任职。请先登记任职，再办理这一项。"
            action={<Link to="/registers/tenures">登记任职</Link>}
          />
        ) : (
          <SchemaForm
            name={name}
            schema={withPosts(schema, posts, places)}
            submit={submit}
            initial={posts.length === 1 ? { post: posts[0] } : {}}
            onSubmit={(body) => onSubmit(body as object)}
          />
        )
      }
    </Read>
  );
}

/** Whoever is in no post has null there. */
function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}

/** Only posts that the person holds are offered. */
function withPosts(schema: Schema, posts: readonly string[], places: readonly string[]): Schema {
  const words = Object.fromEntries(posts.map((post, n) => [post, places[n] ?? post]));
  const post: Schema = { type: 'string', title: '岗位', enum: posts, 'x-label': words };
  return { ...schema, properties: { ...schema.properties, post } };
}

function without(field: string, schema: Schema): Schema {
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => name !== field);
  return {
    ...schema,
    properties: Object.fromEntries(properties),
    required: (schema.required ?? []).filter((name) => name !== field),
  };
}
