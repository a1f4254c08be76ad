import { Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { Link } from 'react-router';
import { chineseTime } from '../../parts/chinese.ts';
import { CLEAR } from '../../parts/clear.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { Pages } from '../../parts/pages.tsx';
import { Pick } from '../../parts/pick.tsx';
import { Records, type Column } from '../../parts/records.tsx';
import { MadeForPerson } from './made-for-person.tsx';
import { OneTimePassword } from './one-time.tsx';
import { State, STATES, type Account } from './state.tsx';
import './accounts.css';

/** 账号: who signs in to the system and how each account stands; the system administrator makes new ones. */
export function Accounts() {
  const [typed, setTyped] = useState('');
  const [state, setState] = useState('');
  const q = useDeferredValue(typed.trim());
  const query = new URLSearchParams({ ...(q === '' ? {} : { q }), ...(state === '' ? {} : { state }) }).toString();
  return (
    <Page title="账号" about="一人一号，实名使用。系统管理员开立，安全管理员核准，审计管理员查阅。" actions={<Make />}>
      <Sheet>
        <div className="account-narrow">
          <Input
            size="large"
            allowClear={CLEAR}
            aria-label="查找账号"
            placeholder="姓名或用户名"
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
            }}
          />
          <Pick
            label="状态"
            value={state}
            options={Object.entries(STATES).map(([value, label]) => ({ value, label }))}
            onPick={setState}
          />
        </div>
        <Pages path={`/v1/accounts?${query}`} none="没有这样的账号，请换几个字或其他状态再试">
          {(rows) => <Records label="账号" columns={COLUMNS} rows={rows} keyOf={({ username }) => username} />}
        </Pages>
      </Sheet>
    </Page>
  );
}

const COLUMNS: readonly Column<Account>[] = [
  { title: '姓名', cell: ({ name, username }) => <Link to={`/accounts/${username}`}>{name}</Link> },
  { title: '用户名', cell: ({ username }) => username },
  { title: '单位、岗位', cell: ({ unitName, postTitle }) => `${unitName} ${postTitle}` },
  { title: '状态', cell: (account) => <State account={account} /> },
  { title: '动态口令', cell: ({ secondFactor }) => (secondFactor ? '已绑定' : <span className="quiet">未绑定</span>) },
  {
    title: '最近使用',
    cell: ({ lastSeenAt }) => (lastSeenAt === null ? <span className="quiet">现未登录</span> : chineseTime(lastSeenAt)),
  },
];

/** A new account of somebody in the register; its first password is shown here and nowhere else. */
function Make() {
  return (
    <MadeForPerson path="/v1/accounts" label="开立账号" title="开立账号" submit="开立" draft="account.new">
      {(account, onKept) => <OneTimePassword account={account} onKept={onKept} />}
    </MadeForPerson>
  );
}
