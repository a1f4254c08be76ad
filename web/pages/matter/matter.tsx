import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { call } from '../../client/api.ts';
import { useKind } from '../../client/kinds.ts';
import { useRead } from '../../client/queries.ts';
import { Page } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { useAtHand } from '../rectify/at-hand.ts';
import { Acts } from './acts.tsx';
import { Ground, Head } from './head.tsx';
import { Items } from './items.tsx';
import { Ladder } from './ladder.tsx';
import { Links } from './links.tsx';
import { Papers } from './papers.tsx';
import { Proof } from './proof.tsx';
import { BeginReplay, Replay } from './replay.tsx';
import type { MatterWhole } from './shape.ts';
import { Steps } from './steps.tsx';
import { Story } from './story.tsx';
import { termsOf } from './terms.ts';
import { TimeBar } from './time-bar.tsx';
import './matter.css';

/** A matter of any kind: what it is, what the reader may do with it now, and how it came about; with `?asOf=` as it stood then. */
export function Matter() {
  const { kind = '', id = '' } = useParams();
  const [search] = useSearchParams();
  return <AsOf key={`${kind}/${id}`} path={kind} id={id} at={search.get('asOf')} />;
}

/** While another moment is fetched the one before stays, so that the slider keeps the hand that moves it. */
function AsOf({ path, id, at }: { readonly path: string; readonly id: string; readonly at: string | null }) {
  const address = `/v1/${path}/${id}${at === null ? '' : `?asOf=${encodeURIComponent(at)}`}` as const;
  const { data } = useQuery({
    queryKey: [address],
    queryFn: ({ signal }) => call('GET', address, { signal }),
    placeholderData: keepPreviousData,
  });
  if (data !== undefined) return <Shown path={path} matter={data} at={at} />;
  return (
    <>
      <Read path={address}>{(matter) => <Shown path={path} matter={matter} at={at} />}</Read>
      {at === null ? null : <Link to=".">回到现在</Link>}
    </>
  );
}

interface ShownProps {
  readonly path: string;
  readonly matter: MatterWhole;
  readonly at: string | null;
}

function Shown({ path, matter, at }: ShownProps) {
  const kind = useKind(path);
  useAtHand(useMemo(() => (at === null ? [{ ...matter, path }] : []), [matter, path, at]));
  const base = `/v1/${path}/${matter.id}` as const;
  const all = useRead(`${base}/events`).data?.items ?? [];
  const events = at === null ? all : all.filter(({ heardAt }) => Date.parse(heardAt) <= Date.parse(at));
  const terms = termsOf(events);
  return (
    <Page
      title={matter.title}
      about={<span className="number">{matter.number}</span>}
      actions={at === null ? <BeginReplay events={all} /> : null}
    >
      {at === null ? null : <Replay kind={kind} events={all} at={at} />}
      <Steps kind={kind} matter={matter} />
      <Head kind={kind} matter={matter} at={at} />
      <div className="columns">
        <div>
          {at === null ? <Acts path={path} kind={kind} matter={matter} /> : null}
          <TimeBar kind={kind} matter={matter} events={events} terms={terms} at={at} />
          <Items path={path} matter={matter} events={events} />
          <Story path={path} matter={matter} kind={kind} events={events} />
        </div>
        <div>
          <Ground matter={matter} />
          <Ladder kind={kind} matter={matter} terms={terms} />
          <Papers path={path} id={matter.id} at={at} />
          <Links links={matter.links} />
          <Proof path={path} id={matter.id} />
        </div>
      </div>
    </Page>
  );
}
