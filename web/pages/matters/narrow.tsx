import { Button } from 'antd';
import type { KindFace } from '../../client/kinds.ts';
import { useDepartments, useSectors, useTownships } from '../../client/places.ts';
import { FIGURE_WORDS } from '../../parts/figure-words.ts';
import { Name } from '../../parts/name.tsx';
import { Pick } from '../../parts/pick.tsx';
import { PickDay } from '../../parts/pick-day.tsx';
import type { FilterName } from './filter.ts';

interface NarrowProps {
  readonly kind: KindFace;
  readonly search: URLSearchParams;
  readonly onSet: (name: FilterName, value: string) => void;
}

type Choices = readonly { readonly value: string; readonly label: string }[];

const SEVERITIES: Choices = [
  { value: 'major', label: '重大' },
  { value: 'general', label: '一般' },
];

/** What statistics count; a list by one of them has as many as the figure says. */
const FIGURES: Choices = Object.entries(FIGURE_WORDS).map(([value, label]) => ({ value, label }));
/** Those that have no such place, sector or unit. */
const NONE = { value: '-', label: '未定' };

/** The filters of a kind; one that has nothing to choose from is left out. */
export function Narrow({ kind, search, onSet }: NarrowProps) {
  const valueOf = (name: FilterName): string => search.get(name) ?? '';
  const bind = (name: FilterName) => ({
    value: valueOf(name),
    onPick: (value: string) => {
      onSet(name, value);
    },
  });
  return (
    <div className="filters matters-narrow">
      {useChoices(kind).map(({ name, label, options }) =>
        options.length === 0 ? null : <Pick key={name} label={label} options={options} {...bind(name)} />,
      )}
      <PickDay label="发现日期自" {...bind('foundFrom')} />
      <PickDay label="发现日期至" {...bind('foundTo')} />
      <label className="tick">
        <input
          type="checkbox"
          checked={valueOf('overdue') === 'true'}
          onChange={({ target }) => {
            onSet('overdue', target.checked ? 'true' : '');
          }}
        />
        只看超期
      </label>
      <Brought words="办理岗位" {...bind('holder')} />
      <Brought words="责任单位" {...bind('subject')} />
    </div>
  );
}

function useChoices(kind: KindFace): readonly { name: FilterName; label: string; options: Choices }[] {
  const [townships, departments, sectors] = [useTownships(), useDepartments(), useSectors()];
  const rungs = Object.values(kind.rungs).map(({ level, label }) => ({
    value: level.toString(),
    label: `${level.toString()}级 ${label}`,
  }));
  return [
    {
      name: 'status',
      label: '状态',
      options: Object.entries(kind.statuses).map(([value, { label }]) => ({ value, label })),
    },
    { name: 'severity', label: '级别', options: kind.name === 'hazard' ? SEVERITIES : [] },
    {
      name: 'level',
      label: '督办层级',
      options: rungs.length === 0 ? [] : [{ value: '0', label: '未督办' }, ...rungs],
    },
    {
      name: 'region',
      label: '乡镇（街道）',
      options: [...townships.map(({ id, name }) => ({ value: id, label: name })), NONE],
    },
    {
      name: 'sector',
      label: '行业领域',
      options: [...sectors.map((sector) => ({ value: sector, label: sector })), NONE],
    },
    {
      name: 'lead',
      label: '牵头部门',
      options: [...departments.map(({ id, name }) => ({ value: id, label: name })), NONE],
    },
    { name: 'countedAs', label: '统计口径', options: kind.name === 'hazard' ? FIGURES : [] },
  ];
}

interface BroughtProps {
  readonly words: string;
  readonly value: string;
  readonly onPick: (value: string) => void;
}

/** A filter that came with a link, and is only taken away here. */
function Brought({ words, value, onPick }: BroughtProps) {
  if (value === '') return null;
  return (
    <Button
      size="large"
      onClick={() => {
        onPick('');
      }}
    >
      {words}：<Name id={value} /> ×
    </Button>
  );
}
