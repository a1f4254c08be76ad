import { Alert } from 'antd';
import { Fragment } from 'react';
import { useKind } from '../../client/kinds.ts';
import { useRead } from '../../client/queries.ts';
import { Read } from '../../parts/read.tsx';
import { Sheet } from '../../parts/page.tsx';
import { Counted } from './counted.tsx';
import { figuresOf, listOf } from './span.ts';
import { astrayOf, OTHER_FATES, type Span } from './year-answer.ts';

/** 去向: what was found by the ledger, and what became of each; what nobody can account for is said, not left out. */
export function Fates({ span }: { readonly span: Span }) {
  const statuses = useKind('hazards')?.statuses ?? {};
  return (
    <div id="fates">
      <Sheet title="每一条的去向">
        <Read path={`/v1/statistics?${figuresOf(span)}`}>
          {(counts) => {
            const parts = [
              { words: '已销号', n: counts.closed, list: listOf(span, 'closed') },
              { words: '在办', n: counts.open, list: listOf(span, 'open') },
              ...OTHER_FATES.map((status) => ({
                words: statuses[status]?.label ?? status,
                n: counts[status],
                list: { ...listOf(span, 'found'), status },
              })),
            ];
            const astray = astrayOf(counts);
            return (
              <>
                <p className="year-fates">
                  发现 <Counted n={counts.found} words="发现" list={listOf(span, 'found')} /> ＝{' '}
                  {parts.map(({ words, n, list }, i) => (
                    <Fragment key={words}>
                      {i === 0 ? '' : ' ＋ '}
                      {words} <Counted n={n} words={words} list={list} />
                    </Fragment>
                  ))}
                </p>
                {astray === 0 ? (
                  <p className="quiet">发现数出自办理台账，各项去向出自当前登记，两者相符：没有一条去向不明。</p>
                ) : (
                  <Alert
                    type="error"
                    showIcon
                    title={`台账与当前登记相差${Math.abs(astray).toString()}件，有隐患去向不明，请审计人员立即核验。`}
                  />
                )}
              </>
            );
          }}
        </Read>
      </Sheet>
    </div>
  );
}

/** Beside figures that only the register knows: that some of what was found is not in them. */
export function Astray({ span }: { readonly span: Span }) {
  const { data } = useRead(`/v1/statistics?${figuresOf(span)}`);
  const astray = data === undefined ? 0 : astrayOf(data);
  if (astray === 0) return null;
  return (
    <p className="late">
      下列数字出自当前登记，与办理台账相差{Math.abs(astray)}件，见<a href="#fates">每一条的去向</a>。
    </p>
  );
}
