import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { Schema } from '../../client/answers.ts';
import { call } from '../../client/api.ts';
import { wordsOf } from '../../client/problem.ts';
import { chineseTime } from '../../parts/chinese.ts';
import { Sheet } from '../../parts/page.tsx';

type Verdict = Schema<'Verdict'> | Schema<'Waiting'>;

const WITNESSES: Readonly<Record<string, string>> = {
  history: '流程历史',
  ledger: '办理台账',
  projection: '当前登记',
};

/** Whether the record of the matter is whole, recomputed when somebody asks. */
export function Proof({ path, id }: { readonly path: string; readonly id: string }) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [at, setAt] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const ask = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      setVerdict(await call('POST', `/v1/${path}/${id}/audit`));
      setAt(new Date().toISOString());
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(false);
  };
  return (
    <Sheet title="记录核验">
      <p className="quiet">由流程历史重新推算，与办理台账、当前登记逐条比对。</p>
      <div aria-live="polite">
        {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} className="gap" />}
        {verdict === null ? null : <Said verdict={verdict} at={at} />}
      </div>
      <Button
        size="large"
        block
        autoInsertSpace={false}
        loading={isBusy}
        onClick={() => {
          void ask();
        }}
      >
        {verdict === null ? '核验' : '再核验一次'}
      </Button>
    </Sheet>
  );
}

function Said({ verdict, at }: { readonly verdict: Verdict; readonly at: string }) {
  if ('outcome' in verdict) return <Alert type="info" showIcon title="仍在核验，请稍后再看。" className="gap" />;
  const { ok, first, more = 0 } = verdict;
  if (ok)
    return (
      <Alert
        type="success"
        showIcon
        title="核验一致，记录完整，未被改动。"
        description={chineseTime(at)}
        className="gap"
      />
    );
  return (
    <Alert
      type="error"
      showIcon
      className="gap"
      title="核验不一致，请立即告知审计和系统管理员。"
      description={
        first === null
          ? ''
          : `第${first.seq.toString()}条，${WITNESSES[first.witness] ?? '记录'}：${first.what}${more > 0 ? `；另有${more.toString()}处` : ''}`
      }
    />
  );
}
