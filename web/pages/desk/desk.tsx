import { Alert } from 'antd';
import { useSession, type SignedIn } from '../../client/session.ts';
import { wordsOf } from '../../client/problem.ts';
import { chineseDay, chineseNumber } from '../../parts/chinese.ts';
import { Figures } from '../../parts/figures.tsx';
import { listPath } from '../../parts/list-path.ts';
import { Loading } from '../../parts/loading.tsx';
import { MatterLine } from '../../parts/matter-line.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { useDesk, type DeskAnswer, type DeskRow } from './desk-answer.ts';
import { Held } from './held.tsx';
import { leftMs } from './held-order.ts';
import { Notices } from './notices.tsx';
import { Waiting } from './waiting.tsx';
import './desk.css';

/** 我的工作台: what this post holds by time left, what waits for it, what was sent up because of it, its notices. */
export function Desk() {
  const session = useSession();
  if (session === null) return null;
  return (
    <Page title="我的工作台" about={`${session.name}，今天是${chineseDay(new Date().toISOString())}`}>
      <Before session={session} />
    </Page>
  );
}

function Before({ session }: { readonly session: SignedIn }) {
  const { data, error } = useDesk(session.post);
  if (error !== null && data === undefined) return <Alert type="error" showIcon title={wordsOf(error)} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <InShort desk={data} post={session.post} />
      <div className="columns">
        <Held desk={data} session={session} />
        <div>
          <Waiting desk={data} />
          <Notices />
          <SentUp rows={data.sentUp} />
        </div>
      </div>
    </>
  );
}

const SOON_MS = 48 * 3_600_000;

function InShort({ desk, post }: { readonly desk: DeskAnswer; readonly post: string }) {
  const late = desk.held.filter((row) => leftMs(row) < 0).length;
  const soon = desk.held.filter((row) => leftMs(row) >= 0 && leftMs(row) < SOON_MS).length;
  const waiting = desk.proposals.length + desk.documents.length;
  const mine = { open: true, holder: post, sort: 'due' };
  return (
    <Figures
      label="我的数字"
      figures={[
        { label: '在手', value: chineseNumber(desk.heldTotal), to: listPath('hazards', mine) },
        { label: '超期', value: chineseNumber(late), ...(late > 0 ? { look: 'late' as const, to: '#held' } : {}) },
        {
          label: '48小时内到期',
          value: chineseNumber(soon),
          ...(soon > 0 ? { look: 'soon' as const, to: '#held' } : {}),
        },
        { label: '待我签发', value: chineseNumber(waiting), ...(waiting > 0 ? { to: '#waiting' } : {}) },
      ]}
    />
  );
}

function SentUp({ rows }: { readonly rows: readonly DeskRow[] }) {
  return (
    <Sheet title="在我手里升级的事项">
      {rows.length === 0 ? (
        <p className="quiet desk-none">没有。</p>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <MatterLine key={row.id} path={row.path} row={row} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}
