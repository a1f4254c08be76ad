import { useSession, type SignedIn } from '../../client/session.ts';
import { chineseDay, chineseNumber } from '../../parts/chinese.ts';
import { Figures } from '../../parts/figures.tsx';
import { MatterLine } from '../../parts/matter-line.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { useAtHand } from '../rectify/at-hand.ts';
import type { DeskAnswer, DeskRow } from './desk-answer.ts';
import { Held } from './held.tsx';
import { leftMs } from './held-order.ts';
import { OfUnit } from './of-unit.tsx';
import { Notices } from './notices.tsx';
import { Waiting } from './waiting.tsx';
import './desk.css';

/** 我的工作台: what this post holds by time left, what waits for it, what was sent up because of it, its notices. */
export function Desk() {
  const session = useSession();
  if (session === null) return null;
  return (
    <Page title="我的工作台" about={`${session.name}，今天是${chineseDay(new Date().toISOString())}`}>
      <Read path="/v1/desk">{(desk) => <Shown desk={desk} session={session} />}</Read>
    </Page>
  );
}

function Shown({ desk, session }: { readonly desk: DeskAnswer; readonly session: SignedIn }) {
  useAtHand(desk.held);
  return (
    <>
      <InShort desk={desk} />
      <div className="columns">
        <div>
          <Waiting desk={desk} />
          <Held desk={desk} session={session} />
          <OfUnit desk={desk} />
          <SentUp rows={desk.sentUp} />
        </div>
        <Notices />
      </div>
    </>
  );
}

const SOON_MS = 48 * 3_600_000;

function InShort({ desk }: { readonly desk: DeskAnswer }) {
  const late = desk.held.filter((row) => leftMs(row) < 0).length;
  const soon = desk.held.filter((row) => leftMs(row) >= 0 && leftMs(row) < SOON_MS).length;
  const waiting = desk.proposals.length + desk.documents.length;
  return (
    <Figures
      label="我的数字"
      figures={[
        { label: '在手', value: chineseNumber(desk.heldTotal), to: '#held' },
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
  if (rows.length === 0) return null;
  return (
    <Sheet title="在我手里升级、现由他人办理">
      <ul className="rows">
        {rows.map((row) => (
          <MatterLine key={row.id} path={row.path} row={row} />
        ))}
      </ul>
    </Sheet>
  );
}
