import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useMay } from '../../client/may.ts';
import { Page, Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { ActForm, type Entry } from './act-form.tsx';
import { useActs, type RegisterAct } from './acts.ts';
import { EntryValue } from './entry-value.tsx';
import { addressOf } from './register.tsx';
import { Versions } from './versions.tsx';
import { FIELDS, registerWords } from './words.ts';
import './registers.css';

const APART = ['id', 'name', 'unitName', 'versions', 'people', 'countyPost'];

/** An entry of any register with its versions, and what may be changed of it. */
export function RegisterEntry() {
  const { name: register = '', '*': id = '' } = useParams();
  const { title } = registerWords(register);
  return (
    <Read path={`/v1/registers/${register}/${addressOf(id)}`}>
      {(entry) => (
        <Page
          title={entry.name}
          about={
            <span className="register-where">
              <Link to="/registers">名册</Link> / <Link to={`/registers/${register}`}>{title}</Link>
            </span>
          }
          actions={<Acts register={register} entry={entry} />}
        >
          <Sheet title="现在的登记">
            <dl className="facts">
              {Object.entries(entry)
                .filter(([field]) => !APART.includes(field))
                .map(([field, value]) => (
                  <Fact key={field} register={register} field={field} value={value} />
                ))}
            </dl>
          </Sheet>
          <Sheet title="各次变更">
            <Versions register={register} versions={entry.versions} />
          </Sheet>
        </Page>
      )}
    </Read>
  );
}

function Fact({
  register,
  field,
  value,
}: {
  readonly register: string;
  readonly field: string;
  readonly value: unknown;
}) {
  return (
    <>
      <dt>{FIELDS[field] ?? field}</dt>
      <dd>
        <EntryValue register={register} field={field} value={value} />
      </dd>
    </>
  );
}

function Acts({ register, entry }: { readonly register: string; readonly entry: Entry }) {
  const acts = useActs(register).filter(({ ofEntry }) => ofEntry);
  const isMine = useMay(acts[0]?.who ?? []);
  const [open, setOpen] = useState<RegisterAct | null>(null);
  if (!isMine) return null;
  return (
    <>
      {acts.map((act) => (
        <Button
          key={act.path}
          size="large"
          onClick={() => {
            setOpen(act);
          }}
        >
          {act.label}
        </Button>
      ))}
      {open === null ? null : (
        <ActForm
          register={register}
          act={open}
          entry={entry}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
    </>
  );
}
