import { Alert } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useKept } from '../../offline/kept.ts';
import { Outcome } from '../../offline/outcome.tsx';
import { QueueList } from '../../offline/queue-list.tsx';
import { useQueue } from '../../offline/queue.ts';
import { useSession } from '../../client/session.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ReportForm } from './report-form.tsx';

/** 随手拍: a picture, the place and a few words; kept on this device and sent as soon as there is a network. */
export function Report() {
  const session = useSession();
  const queue = useQueue();
  const [query, setQuery] = useSearchParams();
  const [sentKey, setSentKey] = useState<string | null>(null);
  const kind = useKept('/v1/kinds').data?.items.find(({ path }) => path === 'hazards');
  const edited = query.get('entry');
  if (session === null || queue === null) return <Loading />;
  const reporters = kind?.opening.by;
  const mayReport = reporters === undefined || reporters.includes(session.role);
  const entry = queue.find(({ key }) => key === edited);
  const isOutcome = sentKey !== null && sentKey !== edited && entry === undefined;
  return (
    <Page
      title="随手拍"
      {...(isOutcome ? {} : { about: '拍照、写地点、写问题，三步上报。没有网络也能填，联网后自动发送。' })}
    >
      <QueueList but={isOutcome ? sentKey : edited} />
      {isOutcome ? (
        <Outcome
          entryKey={sentKey}
          done="隐患已上报"
          to={(id) => (id === undefined ? null : `/hazards/${id}`)}
          again={{
            label: '再报一条',
            onClick: () => {
              setSentKey(null);
            },
          }}
        />
      ) : null}
      {isOutcome || !mayReport ? null : (
        <ReportForm
          key={entry?.key ?? 'new'}
          session={session}
          schema={kind?.opening.schema ?? null}
          entry={entry ?? null}
          onKept={(key) => {
            setSentKey(key);
            setQuery({}, { replace: true });
          }}
        />
      )}
      {mayReport ? null : (
        <Alert
          type="info"
          showIcon
          title={`${session.postTitle}不直接上报隐患：请转给属地乡镇或监管部门上报，或切换到可以上报的岗位。`}
        />
      )}
    </Page>
  );
}
