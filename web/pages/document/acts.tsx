import { App, Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { call } from '../../client/api.ts';
import { wordsOf } from '../../client/problem.ts';
import { changed } from '../../client/queries.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { Sheet } from '../../parts/page.tsx';
import { dayAt } from '../matter/workdays.ts';
import { currentHash, WAYS, type SignRole, type WholeDocument } from './paper.ts';
import { Sign } from './sign.tsx';
import { freshId } from '../../client/fresh-id.ts';

type Act = keyof WholeDocument['may'];

const LABELS: Readonly<Record<Act, string>> = {
  signAsOfficer: '执法人员签名',
  signAsParty: '请当事人签名',
  signAsIssuer: '签发人签名',
  issue: '签发',
  serve: '登记送达',
  redraw: '重新制作',
};
const SIGNED_AS: Readonly<Partial<Record<Act, SignRole>>> = {
  signAsOfficer: 'officer',
  signAsParty: 'party',
  signAsIssuer: 'issuer',
};
/** What does not concern this paper, or this reader, is not worth a word. */
const UNSAID = ['NoSuchSignature', 'NoIssueNeeded', 'NoServiceNeeded', 'NotTheUnit', 'NotTheIssuer', 'NotNamedOfficer'];

const SERVICE = {
  type: 'object',
  required: ['way', 'date', 'evidence'],
  properties: {
    way: { type: 'string', title: '送达方式', enum: Object.keys(WAYS), 'x-label': WAYS },
    date: { type: 'string', format: 'date', title: '送达日期' },
    evidence: {
      type: 'array',
      title: '佐证材料（回证、照片）',
      maxItems: 20,
      items: { type: 'string', 'x-ref': 'evidence' },
    },
    witness: { type: 'string', title: '见证人姓名', maxLength: 50 },
  },
} as const;
const REDRAW = {
  type: 'object',
  required: ['reason'],
  properties: { reason: { type: 'string', title: '重新制作的理由', maxLength: 500 } },
} as const;

/** What the reader may do with a document now, and why not what they might expect to. */
export function DocumentActs({ document }: { readonly document: WholeDocument }) {
  const [open, setOpen] = useState<Act | null>(null);
  const acts = Object.keys(LABELS) as Act[];
  const allowed = acts.filter((act) => document.may[act].allowed);
  const said = new Map<string, string[]>();
  for (const act of acts) {
    const { refusal } = document.may[act];
    if (refusal !== undefined && !UNSAID.includes(refusal.code))
      said.set(refusal.detail, [...(said.get(refusal.detail) ?? []), LABELS[act]]);
  }
  if (allowed.length === 0 && said.size === 0) return null;
  return (
    <Sheet title="现在可以办理">
      <div className="document-acts">
        {allowed.map((act, n) => (
          <Button
            key={act}
            size="large"
            type={n === 0 && act !== 'redraw' ? 'primary' : 'default'}
            onClick={() => {
              setOpen(act);
            }}
          >
            {LABELS[act]}
          </Button>
        ))}
      </div>
      {allowed.length === 0 ? <p>目前没有需要您办理的。</p> : null}
      {said.size === 0 ? null : (
        <ul className="document-why quiet">
          {[...said].map(([why, labels]) => (
            <li key={why}>
              {labels.join('、')}：{why}
            </li>
          ))}
        </ul>
      )}
      {open === null ? null : (
        <ActModal
          document={document}
          act={open}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
    </Sheet>
  );
}

interface ActProps {
  readonly document: WholeDocument;
  readonly act: Act;
  readonly onClose: () => void;
}

function ActModal({ document, act, onClose }: ActProps) {
  const key = useRef(freshId());
  const { message } = App.useApp();
  const role = SIGNED_AS[act];
  const send = async (path: string, body: unknown): Promise<void> => {
    await call('POST', `/v1/documents/${document.id}/${path}`, { body, headers: { 'idempotency-key': key.current } });
    message.success(`已${act === 'redraw' ? '安排重新制作' : LABELS[act].replace('请', '')}。`);
    await changed(`/v1/documents/${document.id}`, '/v1/documents', '/v1/desk');
    onClose();
  };
  return (
    <Modal
      open
      width={role === undefined ? 520 : 760}
      title={LABELS[act]}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      {role !== undefined ? (
        <Sign document={document} role={role} onSign={(body) => send('signatures', body)} />
      ) : act === 'issue' ? (
        <Issue document={document} onIssue={(body) => send('issues', body)} />
      ) : (
        <SchemaForm
          name={`document.${document.id}.${act}`}
          schema={act === 'serve' ? SERVICE : REDRAW}
          submit={LABELS[act]}
          initial={act === 'serve' ? { date: dayAt(Date.now()) } : {}}
          onSubmit={(body) =>
            act === 'serve' ? send('services', { evidence: [], ...(body as object) }) : send('redraws', body)
          }
        />
      )}
    </Modal>
  );
}

interface IssueProps {
  readonly document: WholeDocument;
  readonly onIssue: (body: unknown) => Promise<void>;
}

function Issue({ document, onIssue }: IssueProps) {
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  return (
    <>
      <p>
        签发《{document.title}》现行的第{document.edition}版。签发后即生效，内容不能再改。
      </p>
      {error === null ? null : <p className="late">× {wordsOf(error)}</p>}
      <Button
        type="primary"
        size="large"
        loading={isBusy}
        onClick={() => {
          setBusy(true);
          onIssue({ hash: currentHash(document) }).catch((thrown: unknown) => {
            setError(thrown);
            setBusy(false);
          });
        }}
      >
        我已阅看，签发
      </Button>
    </>
  );
}
