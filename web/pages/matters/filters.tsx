import { Button, Radio } from 'antd';
import { lazy, Suspense, useEffect, useId, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { KindFace } from '../../client/kinds.ts';
import { Loading } from '../../parts/loading.tsx';
import { countFilters, onlyShown, withFilter, type FilterName } from './filter.ts';

const OPEN = [
  { value: 'true', label: '在办' },
  { value: 'false', label: '已办结' },
  { value: '', label: '全部' },
];

// Its parts are heavy, and most lists are read as they are.
const Narrow = lazy(async () => ({ default: (await import('./narrow.tsx')).Narrow }));

/** Narrows the list; what is chosen stands in the address, so that it can be kept and passed on. */
export function Filters({ kind }: { readonly kind: KindFace }) {
  const [search, setSearch] = useSearchParams();
  const [isOpen, setOpen] = useState(() => countFilters(search) > 0);
  const set = (name: FilterName, value: string): void => {
    setSearch(withFilter(search, name, value), { replace: true, preventScrollReset: true });
  };
  const count = countFilters(search);
  return (
    <search className="sheet">
      <div className="matters-search">
        <Radio.Group
          aria-label="是否在办"
          size="large"
          optionType="button"
          options={OPEN}
          value={search.get('open') ?? ''}
          onChange={({ target }) => {
            set('open', target.value as string);
          }}
        />
        <Words
          value={search.get('q') ?? ''}
          onSearch={(q) => {
            set('q', q);
          }}
        />
        <Button
          size="large"
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          筛选{count === 0 ? '' : `（${count.toString()}）`}
        </Button>
        {count === 0 ? null : (
          <Button
            size="large"
            onClick={() => {
              setSearch(onlyShown(search), { replace: true });
            }}
          >
            全部清除
          </Button>
        )}
      </div>
      {isOpen ? (
        <Suspense fallback={<Loading />}>
          <Narrow kind={kind} search={search} onSet={set} />
        </Suspense>
      ) : null}
    </search>
  );
}

function Words({ value, onSearch }: { readonly value: string; readonly onSearch: (q: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    setTyped(value);
  }, [value]);
  return (
    <form
      className="matters-words"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <label className="unseen" htmlFor={id}>
        按编号或文字查找
      </label>
      <input
        id={id}
        type="search"
        placeholder="编号或文字"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
        }}
      />
      <Button size="large" htmlType="submit">
        查找
      </Button>
    </form>
  );
}
