import { chineseNumber, chineseTime } from '../../parts/chinese.ts';
import { Figures } from '../../parts/figures.tsx';
import { Page } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { Breaks } from './breaks.tsx';
import type { AuditSum, ChainAnswer } from './chain-answer.ts';
import { Groups } from './groups.tsx';
import { Ladder } from './ladder.tsx';
import { Pressing } from './pressing.tsx';
import './chain.css';

/** 责任链: every open matter by who answers for it, where the chain is broken or about to be, how far each was sent up. */
export function Chain() {
  return (
    <Page title="责任链" about="每件在办事项有人负责、有时限、到期有动作">
      <Read path="/v1/chain">
        {(chain) => (
          <>
            <InShort chain={chain} />
            <Ladder />
            <div className={`columns chain-columns ${chain.breaks.length > 0 ? 'chain-broken' : ''}`}>
              <Breaks breaks={chain.breaks}>
                <Checked chain={chain} />
              </Breaks>
              <Pressing />
            </div>
            <Groups />
          </>
        )}
      </Read>
    </Page>
  );
}

function InShort({ chain: { open, held, awake, breaks } }: { readonly chain: ChainAnswer }) {
  return (
    <Figures
      label="责任链的数字"
      figures={[
        { label: '在办（各类合计）', value: chineseNumber(open) },
        { label: '有人负责', value: ofAll(held, open), ...(held < open ? { look: 'late' as const } : {}) },
        { label: '到期动作已排定', value: ofAll(awake, open), ...(awake < open ? { look: 'late' as const } : {}) },
        {
          label: '断点',
          value: chineseNumber(breaks.length),
          look: breaks.length === 0 ? 'well' : 'late',
          to: '#breaks',
        },
      ]}
    />
  );
}

function ofAll(part: number, all: number): string {
  return part === all ? `全部${chineseNumber(all)}` : `${chineseNumber(part)}，缺${chineseNumber(all - part)}`;
}

/** When it was last looked at whether what is shown here is so. */
function Checked({ chain: { checkedAt, audit } }: { readonly chain: ChainAnswer }) {
  return (
    <p className="quiet chain-none">
      最近核对：{checkedAt === null ? '尚未核对' : chineseTime(checkedAt)}
      {auditWords('；逐件核对', audit.full)}
      {auditWords('；快速核对', audit.light)}。
    </p>
  );
}

function auditWords(name: string, sum: AuditSum | null): string {
  if (sum === null) return '';
  const { at, matters, findings, healed } = sum;
  const found = findings === 0 ? '没有问题' : `${chineseNumber(findings)}处待处理`;
  const mended = healed === 0 ? '' : `，已自动补办${chineseNumber(healed)}处`;
  return `${name}${chineseTime(at)}，${chineseNumber(matters)}件，${found}${mended}`;
}
