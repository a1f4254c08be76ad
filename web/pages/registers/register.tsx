import { Button, Input } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useMay } from '../../client/may.ts';
import { CLEAR } from '../../parts/clear.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { Pages } from '../../parts/pages.tsx';
import { Records, type Column } from '../../parts/records.tsx';
import { ActForm, type Entry } from './act-form.tsx';
import { useActs, type RegisterAct } from './acts.ts';
import { ChainCoverage } from './coverage.tsx';
import { EntryValue } from './entry-value.tsx';
import { Matrix } from './matrix.tsx';
import { FIELDS, registerWords } from './words.ts';
import './registers.css';

/** What a register comes to today, where its entries alone do not show it. */
const OVERVIEWS: Readonly<Record<string, () => ReactNode>> = { jurisdictions: Matrix, responsibilities: ChainCoverage };

/** Any register: its entries by part of their name, page by page, and a form for a new one where the API takes one. */
export function Register() {
  const { name: register = '' } = useParams();
  const [typed, setTyped] = useState('');
  const [isAdding, setAdding] = useState(false);
  const { title, about } = registerWords(register);
  const Overview = OVERVIEWS[register];
  const add = useActs(register).find(({ ofEntry }) => !ofEntry);
  return (
    <Page
      title={title}
      about={about}
      actions={
        <Adding
          act={add}
          onOpen={() => {
            setAdding(true);
          }}
        />
      }
    >
      {Overview === undefined ? null : <Overview />}
      <Sheet>
        <div className="register-tools">
          <Input
            size="large"
            allowClear={CLEAR}
            aria-label={`查找${title}`}
            placeholder="按名称查找"
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
            }}
          />
        </div>
        <Entries key={register} register={register} q={useDeferredValue(typed.trim())} />
      </Sheet>
      {isAdding && add !== undefined ? (
        <ActForm
          register={register}
          act={add}
          entry={null}
          onClose={() => {
            setAdding(false);
          }}
        />
      ) : null}
    </Page>
  );
}

function Adding({ act, onOpen }: { readonly act: RegisterAct | undefined; readonly onOpen: () => void }) {
  const isMine = useMay(act?.who ?? []);
  return act === undefined || !isMine ? null : (
    <Button type="primary" size="large" onClick={onOpen}>
      {act.label}
    </Button>
  );
}

function Entries({ register, q }: { readonly register: string; readonly q: string }) {
  const path = `/v1/registers/${register}${q === '' ? '' : `?q=${encodeURIComponent(q)}`}` as const;
  return (
    <Pages path={path} none={q === '' ? '还没有登记' : '没有找到，请换几个字再试'}>
      {(rows) => (
        <Records
          label={registerWords(register).title}
          columns={columnsOf(register, rows[0])}
          rows={rows}
          keyOf={({ id }) => id}
        />
      )}
    </Pages>
  );
}

const SHOWN_MAX = 5;

function columnsOf(register: string, first: Entry | undefined): readonly Column<Entry>[] {
  const known = Object.keys(first ?? {}).filter((field) => field !== 'name' && FIELDS[field] !== undefined);
  const fields = registerWords(register).columns ?? known.slice(0, SHOWN_MAX);
  return [
    {
      title: FIELDS['name'] ?? '',
      cell: (entry) => <Link to={`/registers/${register}/${addressOf(entry.id)}`}>{entry.name ?? entry.id}</Link>,
    },
    ...fields.map((field) => ({
      title: FIELDS[field] ?? field,
      cell: (entry: Entry) => <EntryValue register={register} field={field} value={entry[field]} />,
    })),
  ];
}

/** An id is a path of parts, each of which may hold any character. */
export function addressOf(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}
