import { Alert, Button, Progress } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../../client/api.ts';
import { isRunning, useJob } from '../../client/job.ts';
import { wordsOf } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import { saveBlob } from '../../client/save.ts';
import { Page, Sheet } from '../../parts/page.tsx';
import { Drop } from './drop.tsx';
import { ErrorGrid } from './grid.tsx';
import { emptyLedger, HEADINGS, type ImportReport } from './report.ts';
import { rowsOf, type Rows } from './sheet.ts';
import './imports.css';
import { freshId } from '../../client/fresh-id.ts';

interface Taken {
  readonly file: File;
  readonly rows: Rows;
  readonly id: string;
}

/** 导入台账: a file is tried first, its errors stand in its own cells, and only a clean one is brought in. */
export function Imports() {
  const [taken, setTaken] = useState<Taken | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const { data: report } = useJob(taken === null ? null : `/v1/imports/${taken.id}`);
  const isBusy = isSending || (taken !== null && isRunning(report));
  const send = async (file: File, isTrial: boolean): Promise<void> => {
    setSending(true);
    setError(null);
    try {
      const [rows, id] = await Promise.all([rowsOf(file).catch(() => []), handIn(file, isTrial)]);
      setTaken({ file, rows, id });
      if (!isTrial) await changed('/v1/hazards', '/v1/statistics');
    } catch (thrown) {
      setError(thrown);
    }
    setSending(false);
  };
  return (
    <Page title="导入台账" about="先试导入，表中的错误逐格标出；没有错误才正式导入。">
      <Sheet title="选择台账文件">
        <Drop
          isBusy={isBusy}
          name={taken?.file.name ?? null}
          onFile={(file) => {
            setTaken(null);
            void send(file, true);
          }}
        />
        {isBusy ? <Working isTrial={report?.dryRun ?? taken === null} /> : null}
        {error === null ? null : <Alert type="error" showIcon title={wordsOf(error)} />}
      </Sheet>
      {taken === null || report === undefined || isRunning(report) || isBusy ? null : (
        <Outcome
          report={report}
          rows={taken.rows}
          onImport={() => {
            void send(taken.file, false);
          }}
        />
      )}
      {taken === null ? <Wanted /> : null}
    </Page>
  );
}

async function handIn(file: File, isTrial: boolean): Promise<string> {
  const body = new FormData();
  body.set('file', file, file.name);
  const { id } = await call('POST', `/v1/imports?dryRun=${isTrial.toString()}`, {
    body,
    headers: { prefer: 'respond-async', 'idempotency-key': freshId() },
  });
  return id;
}

function Working({ isTrial }: { readonly isTrial: boolean }) {
  return (
    <div role="status" style={{ marginTop: 16 }}>
      <Progress percent={100} status="active" showInfo={false} aria-label="进度" />
      {isTrial ? '正在逐行检查……' : '正在导入。可以离开本页，导入会继续进行。'}
    </div>
  );
}

interface OutcomeProps {
  readonly report: ImportReport;
  readonly rows: Rows;
  readonly onImport: () => void;
}

function Outcome({ report, rows, onImport }: OutcomeProps) {
  const { status, dryRun, errors } = report;
  if (errors.length > 0)
    return (
      <Sheet title={`表中有${errors.length.toString()}处错误，什么也没有写入`}>
        <p>请在表中改正标出的各格，保存后重新选择文件。</p>
        <ErrorGrid rows={rows} errors={errors} />
      </Sheet>
    );
  if (status === 'failed')
    return <Alert type="error" showIcon title="导入没有完成，什么也没有写入。请稍后再试，仍不行的请告知系统管理员。" />;
  return (
    <Sheet title={dryRun ? '没有错误，可以导入' : '导入完成'}>
      <Counts report={report} />
      {dryRun ? (
        <Button type="primary" size="large" onClick={onImport}>
          正式导入
        </Button>
      ) : (
        <Link className="row" to="/hazards">
          查看隐患列表
        </Link>
      )}
    </Sheet>
  );
}

function Counts({ report: { dryRun, rows, opened, archived, unchanged } }: { readonly report: ImportReport }) {
  const will = dryRun ? '将' : '已';
  const counts = [
    ['共有', rows],
    [`${will}开始办理`, opened],
    [`${will}直接归档`, archived],
    ['与已有的相同', unchanged],
  ] as const;
  return (
    <dl className="import-counts">
      {counts.map(([words, n]) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>{n}条</dd>
        </div>
      ))}
    </dl>
  );
}

function Wanted() {
  return (
    <Sheet title="台账的样子">
      <p>
        表头在前十行之内，列的次序不限；常见的别名（如“检查日期”“被检查单位”“责任部门”）可以识别。带＊的必须有；状态为已销号的还须有销号日期。
      </p>
      <p>{HEADINGS.map((heading) => heading.replace('*', '＊')).join('、')}</p>
      <Button
        size="large"
        onClick={() => {
          saveBlob(emptyLedger(), '隐患台账空表.csv');
        }}
      >
        下载空表
      </Button>
    </Sheet>
  );
}
