import { HistoryOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { chineseTime } from '../../parts/chinese.ts';
import type { KindFace } from '../../client/kinds.ts';
import { grouped } from './grouped.ts';
import type { MatterEvent } from './shape.ts';

/** Goes back to the last moment at which something happened, from where the slider leads further. */
export function BeginReplay({ events }: { readonly events: readonly MatterEvent[] }) {
  const [, setSearch] = useSearchParams();
  const last = momentsOf(events).at(-1);
  return (
    <Button
      size="large"
      icon={<HistoryOutlined aria-hidden />}
      disabled={last === undefined}
      onClick={() => {
        if (last !== undefined) setSearch({ asOf: last.heardAt });
      }}
    >
      回放
    </Button>
  );
}

interface ReplayProps {
  readonly kind: KindFace | null;
  readonly events: readonly MatterEvent[];
  readonly at: string;
}

/** The moments of a matter on a slider; the address carries the one chosen, so that it can be sent. */
export function Replay({ kind, events, at }: ReplayProps) {
  const [, setSearch] = useSearchParams();
  const moments = momentsOf(events);
  const now = moments.findLastIndex(({ heardAt }) => Date.parse(heardAt) <= Date.parse(at));
  const [dragged, setDragged] = useState<number | null>(null);
  const go = (n: number): void => {
    const moment = moments[n];
    setDragged(null);
    setSearch(moment === undefined ? {} : { asOf: moment.heardAt }, { replace: true, preventScrollReset: true });
  };
  if (moments.length === 0) return null;
  const place = dragged ?? Math.max(0, now);
  const moment = moments[place];
  const words = `${chineseTime(moment?.heardAt ?? at)} ${titleOf(moment, kind)}`;
  return (
    <section className="replay" aria-label="回放">
      <Alert
        type="warning"
        showIcon
        title={`这是${chineseTime(at)}时的情形，不是现在的。`}
        action={
          <Button
            onClick={() => {
              go(-1);
            }}
          >
            回到现在
          </Button>
        }
      />
      <Slider place={place} count={moments.length} words={words} onDrag={setDragged} onGo={go} />
      <p className="quiet replay-words" aria-live="polite">
        第{(place + 1).toString()}／{moments.length.toString()}步 {words}
      </p>
    </section>
  );
}

interface SliderProps {
  readonly place: number;
  readonly count: number;
  readonly words: string;
  readonly onDrag: (n: number) => void;
  readonly onGo: (n: number) => void;
}

/** Goes there once the handle is let go, so that what lies between is not asked for. */
function Slider({ place, count, words, onDrag, onGo }: SliderProps) {
  return (
    <div className="replay-bar">
      <Button
        aria-label="上一步"
        disabled={place <= 0}
        onClick={() => {
          onGo(place - 1);
        }}
      >
        ‹
      </Button>
      <input
        type="range"
        min={0}
        max={count - 1}
        value={place}
        aria-label="办理经过中的时刻"
        aria-valuetext={words}
        onChange={({ target }) => {
          onDrag(Number(target.value));
        }}
        onPointerUp={({ currentTarget }) => {
          onGo(Number(currentTarget.value));
        }}
        onKeyUp={({ currentTarget, key }) => {
          if (key !== 'Tab') onGo(Number(currentTarget.value));
        }}
      />
      <Button
        aria-label="下一步"
        disabled={place >= count - 1}
        onClick={() => {
          onGo(place + 1);
        }}
      >
        ›
      </Button>
    </div>
  );
}

interface Moment {
  readonly heardAt: string;
  readonly types: readonly string[];
}

/** Every moment at which something was heard, with what was. */
function momentsOf(events: readonly MatterEvent[]): readonly Moment[] {
  return [...grouped(events, ({ heardAt }) => heardAt)]
    .map(([heardAt, heard]) => ({ heardAt, types: heard.map(({ type }) => type) }))
    .sort((a, b) => Date.parse(a.heardAt) - Date.parse(b.heardAt));
}

function titleOf(moment: Moment | undefined, kind: KindFace | null): string {
  return [...new Set(moment?.types.map((type) => kind?.events[type] ?? '') ?? [])].join('、');
}
