import { Collapse } from 'antd';
import { Records } from '../../parts/records.tsx';
import { Sheet } from '../../parts/page.tsx';
import { differencesOf, figuresOf, type Figure } from './figures.ts';
import type { PolicyVersion } from './policy.ts';
import type { PolicyWords } from './words.ts';

interface FiguresProps {
  readonly version: PolicyVersion;
  readonly words: PolicyWords;
}

const GROUPS: readonly Figure['group'][] = ['办理时限', '例外时限', '督办阶梯', '数值'];

/** Everything that a version says, by what it is about. */
export function Figures({ version, words }: FiguresProps) {
  const figures = figuresOf(version, words);
  const groups = GROUPS.map((group) => ({ group, rows: figures.filter((one) => one.group === group) }));
  return (
    <Sheet title={`第${version.version.toString()}版全文`}>
      <Collapse
        items={groups
          .filter(({ rows }) => rows.length > 0)
          .map(({ group, rows }) => ({
            key: group,
            label: `${group}（${rows.length.toString()}项）`,
            children: (
              <Records
                label={group}
                rows={rows}
                keyOf={({ key }) => key}
                columns={[
                  { title: '事项', cell: ({ name }) => name },
                  { title: '规定', cell: ({ value }) => value },
                  ...(group === '数值'
                    ? []
                    : [{ title: '依据', cell: ({ basis }: Figure) => <span className="quiet">{basis}</span> }]),
                ]}
              />
            ),
          }))}
      />
    </Sheet>
  );
}

/** What a version says otherwise than the one before, figure by figure. */
export function Differences({ before, version, words }: FiguresProps & { readonly before: PolicyVersion }) {
  const differing = differencesOf(figuresOf(before, words), figuresOf(version, words));
  return (
    <Sheet title={`与第${before.version.toString()}版的不同`}>
      {differing.length === 0 ? (
        <p className="quiet">各项规定没有不同。</p>
      ) : (
        <Records
          label="不同之处"
          rows={differing}
          keyOf={({ key }) => key}
          columns={[
            { title: '事项', cell: ({ name }) => name },
            { title: '原为', cell: ({ was }) => <del className="quiet">{was?.value ?? '无'}</del> },
            { title: '改为', cell: ({ is }) => <strong>{is?.value ?? '取消'}</strong> },
            { title: '依据', cell: ({ is, was }) => <span className="quiet">{is?.basis ?? was?.basis ?? ''}</span> },
          ]}
        />
      )}
    </Sheet>
  );
}
