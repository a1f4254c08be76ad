import { Button } from 'antd';
import { Fragment, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Schema } from '../../client/answers.ts';
import { useMay } from '../../client/may.ts';
import { useSession } from '../../client/session.ts';
import { chineseTime } from '../../parts/chinese.ts';
import { Name } from '../../parts/name.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { ACCOUNT_ACTS, type AccountAct } from './account-acts.ts';
import { ActModal } from './act-modal.tsx';
import { LinkedTo } from './linked-to.tsx';
import { OneTimePassword } from './one-time.tsx';
import { State, type Account } from './state.tsx';
import './accounts.css';

/** One account: whose it is, how it stands, and what the reader may do with it. */
export function OneAccount() {
  const { username = '' } = useParams();
  const isMaker = useMay(['admin']);
  return (
    <Read path={`/v1/accounts/${encodeURIComponent(username)}`}>
      {(account) => (
        <Page title={account.name} about={<Link to="/accounts">账号</Link>}>
          <Sheet title="账号情况">
            <Facts account={account} />
          </Sheet>
          <Acts account={account} />
          {isMaker ? <LinkedTo username={account.username} /> : null}
        </Page>
      )}
    </Read>
  );
}

function Facts({ account }: { readonly account: Account }) {
  const { username, unitName, postTitle, secondFactor, mustChange, passwordSetAt, lastSeenAt } = account;
  const facts = {
    用户名: username,
    单位: unitName,
    岗位: postTitle,
    状态: <State account={account} />,
    动态口令: secondFactor ? '已绑定' : '未绑定',
    密码: `${mustChange ? '一次性密码，首次登录时须修改' : '本人设定'}${passwordSetAt === null ? '' : `（${chineseTime(passwordSetAt)}）`}`,
    最近使用: lastSeenAt === null ? '现未登录' : chineseTime(lastSeenAt),
    开立: (
      <>
        {account.createdAt === null ? '系统初始化时' : chineseTime(account.createdAt)}
        {account.createdBy === null ? '' : '，'}
        <Name id={account.createdBy} none="" />
      </>
    ),
  };
  return (
    <dl className="account-facts">
      {Object.entries(facts).map(([term, fact]) => (
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Acts({ account }: { readonly account: Account }) {
  const session = useSession();
  const [open, setOpen] = useState<AccountAct | null>(null);
  const [reset, setReset] = useState<Schema<'NewAccount'> | null>(null);
  const acts = ACCOUNT_ACTS.filter(({ who, fits }) => who === session?.role && fits(account));
  const isOwn = session?.person === account.person;
  return (
    <Sheet title="可以办理">
      {isOwn ? (
        <p>这是您本人的账号，须由其他管理员办理。</p>
      ) : acts.length === 0 ? (
        <p className="quiet">目前没有由您办理的。</p>
      ) : (
        <div className="account-acts">
          {acts.map((act) => (
            <Button
              key={act.label}
              size="large"
              danger={act.isGrave === true}
              onClick={() => {
                setOpen(act);
              }}
            >
              {act.label}
            </Button>
          ))}
        </div>
      )}
      {open === null ? null : (
        <ActModal
          act={open}
          account={account}
          onReset={setReset}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
      {reset === null ? null : (
        <OneTimePassword
          account={reset}
          onKept={() => {
            setReset(null);
          }}
        />
      )}
    </Sheet>
  );
}
