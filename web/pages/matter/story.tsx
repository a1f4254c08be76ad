import { Button } from 'antd';
import { useState } from 'react';
import type { KindFace } from '../../client/kinds.ts';
import { chineseTime } from '../../parts/chinese.ts';
import { Name } from '../../parts/name.tsx';
import { Sheet } from '../../parts/page.tsx';
import { Facts } from './facts.tsx';
import type { MatterEvent, MatterWhole } from './shape.ts';
import { useWords, type Words } from './words.ts';
import './story.css';

interface StoryProps {
  readonly path: string;
  readonly kind: KindFace | null;
  readonly matter: MatterWhole;
  readonly events: readonly MatterEvent[];
}

const FIRST = 20;

/** What happened, newest first: who did it as which post, and what was said. */
export function Story({ path, kind, matter, events }: StoryProps) {
  const words = useWords(path, matter.id);
  const [isWhole, setWhole] = useState(false);
  const newest = events.toReversed();
  const shown = isWhole ? newest : newest.slice(0, FIRST);
  const named = withRungs(words, kind);
  return (
    <Sheet title={`办理经过（${events.length.toString()}）`}>
      <ol className="story" reversed>
        {shown.map((event) => (
          <Happened key={event.seq} event={event} title={kind?.events[event.type] ?? '其他'} words={named} />
        ))}
      </ol>
      {isWhole || newest.length <= FIRST ? null : (
        <Button
          block
          onClick={() => {
            setWhole(true);
          }}
        >
          显示全部{newest.length.toString()}条
        </Button>
      )}
    </Sheet>
  );
}

function Happened({
  event,
  title,
  words,
}: {
  readonly event: MatterEvent;
  readonly title: string;
  readonly words: Words;
}) {
  const { at, heardAt, actor, data, withheld, type } = event;
  const rung = typeof data?.['rung'] === 'string' ? words.codes[data['rung']] : undefined;
  return (
    <li className={ALERTS.includes(type) ? 'happened happened-alert' : 'happened'}>
      <div className="happened-head">
        <strong>
          {title}
          {rung === undefined ? '' : `：${rung}`}
        </strong>
        <time className="quiet number" dateTime={at}>
          {chineseTime(at)}
        </time>
      </div>
      <Actor actor={actor} />
      {Date.parse(heardAt) - Date.parse(at) > LATER_MS ? (
        <p className="quiet small">{chineseTime(heardAt)}记入系统</p>
      ) : null}
      {withheld === true ? (
        <p className="quiet">内容按规定不向您的岗位公开；此事已发生，记录仍可核验。</p>
      ) : data === null ? null : (
        <>
          <Gist data={data} words={words} />
          <Folded data={data} words={words} title={title} />
        </>
      )}
    </li>
  );
}

/** Recorded so much later than it happened, it is said so. */
const LATER_MS = 3_600_000;

/** What moved the matter up or back, so that it stands out. */
const ALERTS = ['RungFired', 'RungIssued', 'RecheckFailed', 'LookBackFailed', 'RectificationExpired', 'UrgingMissed', 'Reopened',
  'ExtensionRefused', 'CloseoutRefused', 'PlanRejected', 'ControlImposed', 'Listed', 'AssistOverdue', 'GroundRaised']; // prettier-ignore

function Actor({ actor }: { readonly actor: MatterEvent['actor'] }) {
  if (actor.person === 'system')
    return (
      <p className="quiet happened-by">
        {actor.onBehalfOf === undefined ? (
          '系统自动办理'
        ) : (
          <>
            由系统办理，经办人
            <Name id={actor.onBehalfOf} />
          </>
        )}
      </p>
    );
  if (actor.person === null) return <p className="quiet happened-by">群众（身份保密）</p>;
  return (
    <p className="happened-by">
      <Name id={actor.person} />{' '}
      <span className="quiet">
        <Name id={actor.unit} none="" /> <Name id={actor.post} none="" />
      </span>
    </p>
  );
}

/** The words that matter most, without opening anything. */
function Gist({ data, words }: { readonly data: Readonly<Record<string, unknown>>; readonly words: Words }) {
  const said = ['severity', 'summary', 'opinion', 'text', 'note', 'reason', 'document', 'closeoutNumber'].flatMap(
    (name) => {
      const value = data[name];
      return typeof value === 'string' && value !== '' && !/^(sealed:|[a-z]+[A-Z])/.test(value)
        ? [words.codes[value] ?? value]
        : [];
    },
  );
  return said.length === 0 ? null : (
    <p className="gist">{[...new Set(said)].slice(0, 2).join('；').replaceAll('。；', '；')}</p>
  );
}

/** What was said in full; its pictures are only fetched once it is opened. */
function Folded({
  data,
  words,
  title,
}: {
  readonly data: Readonly<Record<string, unknown>>;
  readonly words: Words;
  readonly title: string;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="more"
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary aria-label={`${title}的详细内容`}>详细内容</summary>
      {isOpen ? <Facts data={data} words={words} /> : null}
    </details>
  );
}

function withRungs(words: Words, kind: KindFace | null): Words {
  const rungs = Object.entries(kind?.rungs ?? {}).map(([rung, { label }]) => [rung, label] as const);
  return {
    ...words,
    codes: { ...words.codes, handOver: '移交上一级', takeOver: '安委办接管', ...Object.fromEntries(rungs) },
  };
}
