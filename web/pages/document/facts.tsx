import { Button, App } from 'antd';
import type { ReactNode } from 'react';
import { wordsOf } from '../../client/problem.ts';
import { saveFile } from '../../client/save.ts';
import { chineseDay, chineseTime } from '../../parts/chinese.ts';
import { Name } from '../../parts/name.tsx';
import { Sheet } from '../../parts/page.tsx';
import { REASONS, ROLES, WAYS, type WholeDocument } from './paper.ts';

/** What stands of a document: who gave it, who signed, how it was served, its editions. */
export function DocumentFacts({ document }: { readonly document: WholeDocument }) {
  return (
    <>
      <Signatures document={document} />
      <Sheet title="登记">
        <dl className="document-facts">
          {factsOf(document).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Sheet>
      <Editions document={document} />
    </>
  );
}

function factsOf(document: WholeDocument): readonly (readonly [string, ReactNode])[] {
  const { unit, number, issuedAt, issuedBy, service, servedAt, seal, publicPage, needsService } = document;
  return [
    ['制作机关', unit === null ? '—' : <Name key="unit" register="units" id={unit} />],
    ['文号', number ?? '尚无'],
    [
      '签发',
      issuedAt === null ? (
        '尚未'
      ) : (
        <>
          {chineseTime(issuedAt)} {issuedBy?.person === null ? '' : <Name register="people" id={issuedBy?.person} />}
        </>
      ),
    ],
    [
      '送达',
      service === null || service === undefined
        ? servedAt === null
          ? needsService
            ? '尚未'
            : '不需送达'
          : chineseTime(servedAt)
        : `${chineseDay(service.date)} ${WAYS[service.way] ?? service.way}${service.witness === null ? '' : `，见证人${service.witness}`}`,
    ],
    ['电子签章', seal === null ? '无' : <Seal key="seal" at={seal.at} holds={seal.holds} />],
    [
      '核验页',
      publicPage === null ? (
        '无'
      ) : (
        <a key="page" href={publicPage} target="_blank" rel="noreferrer">
          二维码所指的公开核验页
        </a>
      ),
    ],
  ];
}

function Seal({ at, holds }: { readonly at: string; readonly holds: boolean }) {
  return (
    <span className={holds ? 'well' : 'late'}>
      {holds ? '✓ 有效' : '× 与文件不符'}，{chineseTime(at)}
    </span>
  );
}

function Signatures({ document: { signatures, missing, edition } }: { readonly document: WholeDocument }) {
  const isMissing = missing !== undefined && (missing.officers.length > 0 || missing.party);
  if (signatures.length === 0 && !isMissing) return null;
  return (
    <Sheet title="签名">
      <ul className="rows">
        {signatures.map((one) => (
          <li key={one.id} className="row">
            <span className="wide">
              {one.refusal === null ? <span className="well">✓ </span> : <span className="soon">拒签 </span>}
              {ROLES[one.role]} {one.name ?? <Name register="people" id={one.person} />}
              {one.refusal === null ? '' : `：${one.refusal}`}
              {one.edition === edition ? '' : `（第${one.edition.toString()}版）`}
            </span>
            <time className="quiet" dateTime={one.at}>
              {chineseTime(one.at)}
            </time>
          </li>
        ))}
        {missing?.officers.map((person) => (
          <li key={person} className="row soon">
            待签　执法人员 <Name register="people" id={person} />
          </li>
        ))}
        {missing?.party === true ? <li className="row soon">待签　当事人（可以记录拒签）</li> : null}
      </ul>
    </Sheet>
  );
}

function Editions({ document: { id, title, edition, editions } }: { readonly document: WholeDocument }) {
  const { message } = App.useApp();
  return (
    <Sheet title="各版">
      <ul className="rows">
        {[...editions].reverse().map((one) => (
          <li key={one.edition} className="row">
            <span className="wide">
              第{one.edition}版{one.edition === edition ? '（现行）' : ''}　{REASONS[one.reason] ?? one.reason}　
              {one.pages}
              页
              <br />
              <span className="quiet">{chineseTime(one.at)}</span>
            </span>
            {one.docx === null ? null : (
              <Button
                onClick={() => {
                  const path = `/v1/documents/${id}/file?format=docx&edition=${one.edition.toString()}`;
                  saveFile(path, `${title}.docx`).catch((error: unknown) => {
                    message.error(wordsOf(error));
                  });
                }}
              >
                下载 Word
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
