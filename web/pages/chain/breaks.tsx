import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useKinds } from '../../client/kinds.ts';
import { useRead } from '../../client/queries.ts';
import { chineseNumber } from '../../parts/chinese.ts';
import { Sheet } from '../../parts/page.tsx';
import type { Break } from './chain-answer.ts';

/** What is broken, and what to do about it. */
const WORDS: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  noHolder: ['无人负责', '请安委办指定责任岗位。'],
  holderVacant: ['责任岗位空缺', '请在名册中补齐该岗位的任职，或指定代理。'],
  noDeadline: ['没有时限', '请办理单位完成当前步骤，由系统重新计时。'],
  runMissing: ['流程不在运行', '请系统管理员核验该事项并恢复流程。'],
  runStuck: ['流程停滞', '请系统管理员核验该事项并恢复流程。'],
  wakeMissed: ['到期未动作', '系统会自动补办；多次出现请系统管理员检查。'],
  rungMissing: ['应升级未升级', '系统会自动补办；仍在此处的请系统管理员检查。'],
  rungEarly: ['升级早于期限', '请安委办核对期限并更正记录。'],
  rungTwice: ['重复升级', '请安委办核对督办文书并更正记录。'],
  expiryMissing: ['期满未处理', '系统会自动补办；仍在此处的请系统管理员检查。'],
  ledgerUnreadable: ['办理记录无法读取', '请系统管理员核验该事项。'],
};
const SHOWN = 20;

/** Where the chain is broken, and below it when that was looked at; nothing to do while it is whole. */
export function Breaks({ breaks, children }: { readonly breaks: readonly Break[]; readonly children: ReactNode }) {
  return (
    <div id="breaks">
      <Sheet title="断点">
        {breaks.length === 0 ? (
          <p className="well chain-none">没有断点：每件在办事项都有人负责、有时限、到期动作已排定。</p>
        ) : (
          <ul className="rows">
            {breaks.slice(0, SHOWN).map((one) => (
              <BreakLine key={`${one.id}.${one.why}`} one={one} />
            ))}
          </ul>
        )}
        {breaks.length > SHOWN ? <p className="quiet">另有{chineseNumber(breaks.length - SHOWN)}处。</p> : null}
        {children}
      </Sheet>
    </div>
  );
}

function BreakLine({ one: { id, why } }: { readonly one: Break }) {
  // An id begins with that of its kind: haz-…, acc-…, tip-….
  const kind = useKinds().find(({ name }) => name.startsWith(id.slice(0, id.indexOf('-'))));
  const { data } = useRead(kind === undefined ? null : `/v1/${kind.path}/${id}`);
  const [what, remedy] = WORDS[why] ?? ['需要核对', '请系统管理员核验该事项。'];
  return (
    <li>
      <Link className="row" to={`/${kind?.path ?? 'hazards'}/${id}`}>
        <span className="wide">
          <strong className="late">{what}</strong> {data?.title ?? ''}
          <br />
          <span className="quiet number">
            {data?.number ?? ''} {remedy}
          </span>
        </span>
      </Link>
    </li>
  );
}
