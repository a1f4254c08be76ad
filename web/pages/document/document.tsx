import { Alert, Select } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useKinds } from '../../client/kinds.ts';
import { Page, Sheet } from '../../parts/page.tsx';
import { Paper } from '../../parts/paper.tsx';
import { Read } from '../../parts/read.tsx';
import { DocumentActs } from './acts.tsx';
import { DocumentFacts } from './facts.tsx';
import { REASONS, type WholeDocument } from './paper.ts';
import './document.css';

/** A document (文书): as it looks, what it still needs, and what the reader may do about that. */
export function Document() {
  const { id = '' } = useParams();
  return (
    <Read path={`/v1/documents/${id}`}>
      {(document) => (
        <Page title={document.title} about={<About document={document} />}>
          <State document={document} />
          <div className="columns">
            <Pages key={document.edition} document={document} />
            <div className="document-side">
              <DocumentActs document={document} />
              <DocumentFacts document={document} />
            </div>
          </div>
        </Page>
      )}
    </Read>
  );
}

function About({ document: { matter, number, stateLabel } }: { readonly document: WholeDocument }) {
  const path = useKinds().find(({ name }) => name === matter.kind)?.path;
  return (
    <span className="document-about">
      <strong>{stateLabel}</strong>
      <span>{number ?? '尚无文号'}</span>
      <span>事项 {path === undefined ? matter.number : <Link to={`/${path}/${matter.id}`}>{matter.number}</Link>}</span>
    </span>
  );
}

function State({ document: { state, failure, replacedAt } }: { readonly document: WholeDocument }) {
  if (state === 'failed')
    return (
      <Alert
        className="document-state"
        type="error"
        showIcon
        title={`制作失败${failure === null || failure === undefined ? '' : `：${failure}`}。改正后请重新制作。`}
      />
    );
  if (replacedAt !== null)
    return (
      <Alert
        className="document-state"
        type="warning"
        showIcon
        title="整改责任单位已经变更，这份文书已由新的整改文书替代，原责任单位不再按它办理。"
      />
    );
  if (state === 'lapsed')
    return <Alert className="document-state" type="warning" showIcon title="这份文书已经作废，不再有效。" />;
  if (state === 'asked')
    return <Alert className="document-state" type="info" showIcon title="正在制作，完成后自动显示。" />;
  return null;
}

function Pages({ document }: { readonly document: WholeDocument }) {
  const { id, title, edition, editions } = document;
  const [shown, setShown] = useState(edition);
  if (editions.length === 0) return null;
  return (
    <Sheet title={shown === edition ? '文书' : `第${shown.toString()}版（不是现行的）`}>
      {editions.length > 1 ? (
        <Select
          className="document-editions"
          size="large"
          aria-label="看哪一版"
          value={shown}
          options={editions.map((one) => ({
            value: one.edition,
            label: `第${one.edition.toString()}版　${REASONS[one.reason] ?? one.reason}${one.edition === edition ? '（现行）' : ''}`,
          }))}
          onChange={setShown}
        />
      ) : null}
      <Paper path={`/v1/documents/${id}/file?edition=${shown.toString()}`} name={title} />
    </Sheet>
  );
}
