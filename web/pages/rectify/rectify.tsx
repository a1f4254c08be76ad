import { Alert } from 'antd';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { wordsOf } from '../../client/problem.ts';
import { nextDue } from '../../client/matter.ts';
import { useSession } from '../../client/session.ts';
import { useKept } from '../../offline/kept.ts';
import { Outcome } from '../../offline/outcome.tsx';
import { QueueList } from '../../offline/queue-list.tsx';
import { useQueue } from '../../offline/queue.ts';
import { Due } from '../../parts/due.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { RectifyForm } from './rectify-form.tsx';
import { beforeOf, COMMAND, pendingOf, type Matter } from './matter.ts';

/** 报送整改: a picture per item and one press; kept on this device and sent as soon as there is a network. */
export function Rectify() {
  const { kind = 'hazards', id = '' } = useParams();
  const session = useSession();
  const queue = useQueue();
  const [query, setQuery] = useSearchParams();
  const [sentKey, setSentKey] = useState<string | null>(null);
  const address = `/v1/${kind}/${id}` as const;
  const { data: matter, error } = useKept(address);
  const { data: events } = useKept(`${address}/events`);
  const { data: may } = useKept(`${address}/commands`);
  if (session === null || queue === null) return <Loading />;
  const entry = queue.find(({ key }) => key === query.get('entry')) ?? null;
  const path = `${address}/commands/${COMMAND}`;
  // What is on its way already is not filled in twice.
  const waiting = queue.find((one) => one.path === path && one.state !== 'held')?.key ?? sentKey;
  const isOutcome = waiting !== null && entry === null;
  return (
    <Page title="报送整改" {...(matter === undefined ? {} : { about: <About matter={matter} isDue={!isOutcome} /> })}>
      <QueueList but={isOutcome ? waiting : (entry?.key ?? null)} />
      {isOutcome ? <Outcome entryKey={waiting} done="整改已报送" to={() => `/${kind}/${id}`} again={null} /> : null}
      {isOutcome ? null : matter === undefined ? (
        <NotHere error={error} />
      ) : (
        <RectifyForm
          key={entry?.key ?? id}
          session={session}
          matter={matter}
          items={pendingOf(matter, events)}
          before={beforeOf(events)}
          command={may?.commands.find(({ type }) => type === COMMAND) ?? null}
          page={`/${kind}/${id}/rectify`}
          path={path}
          entry={entry}
          onKept={(key) => {
            setSentKey(key);
            setQuery({}, { replace: true });
          }}
        />
      )}
    </Page>
  );
}

function About({ matter, isDue }: { readonly matter: Matter; readonly isDue: boolean }) {
  return (
    <span className="rectify-about">
      {matter.title} <span className="number">{matter.number}</span>
      {isDue ? (
        <>
          {' · '}
          <Due due={nextDue(matter)} />
        </>
      ) : null}
    </span>
  );
}

function NotHere({ error }: { readonly error: unknown }) {
  if (error === null && navigator.onLine) return <Loading />;
  return (
    <Alert
      type="error"
      showIcon
      title={
        navigator.onLine
          ? wordsOf(error)
          : '现在没有网络，本机也没有这条隐患的内容：有网络时打开过工作台或这条隐患，之后没有网络也能填写。'
      }
    />
  );
}
