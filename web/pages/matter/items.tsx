import { Photo } from '../../parts/photo.tsx';
import { Sheet } from '../../parts/page.tsx';
import { Facts } from './facts.tsx';
import type { Item, MatterEvent, MatterWhole } from './shape.ts';
import { useWords } from './words.ts';

interface ItemsProps {
  readonly path: string;
  readonly matter: MatterWhole;
  readonly events: readonly MatterEvent[];
}

const RESULTS: Readonly<Record<string, { readonly words: string; readonly look: string }>> = {
  open: { words: '未整改到位', look: 'soon' },
  submitted: { words: '已报验，待复查', look: 'soon' },
  passed: { words: '复查合格', look: 'well' },
  failed: { words: '复查不合格', look: 'late' },
  ended: { words: '已随事项办结', look: 'quiet' },
};

/** What was found, item by item: what was done about it, before and after, and what the recheck said. */
export function Items({ path, matter, events }: ItemsProps) {
  if (matter.items.length === 0) return null;
  const before = photosOf(events, ['HazardReported', 'HazardVerified']);
  return (
    <Sheet title={`逐项情况（${matter.items.length.toString()}项）`}>
      <ol className="items">
        {matter.items.map((item, n) =>
          typeof item.text === 'string' ? (
            <One key={item.id} n={n + 1} item={item} isOpen={matter.open} before={before} events={events} />
          ) : (
            <Other
              key={item.id}
              path={path}
              id={matter.id}
              item={item as unknown as Readonly<Record<string, unknown>>}
            />
          ),
        )}
      </ol>
    </Sheet>
  );
}

interface OneProps {
  readonly n: number;
  readonly item: Item;
  /** Whether the matter is still open: what a ledger says was closed was closed with all its items. */
  readonly isOpen: boolean;
  readonly before: readonly string[];
  readonly events: readonly MatterEvent[];
}

function One({ n, item: { id, text, result }, isOpen, before, events }: OneProps) {
  const done = saidOf(events, ['RectificationSubmitted', 'RectifiedOnTheSpot'], id);
  const checked = saidOf(events, ['RecheckPassed', 'RecheckFailed'], id);
  const { words, look } = RESULTS[!isOpen && result === 'open' ? 'ended' : (result ?? '')] ?? {
    words: '',
    look: 'quiet',
  };
  return (
    <li>
      <p className="item-head">
        <strong>
          {n}. {text}
        </strong>
        <span className={look}>{words}</span>
      </p>
      {before.length === 0 && done === null ? (
        <p className="quiet">未附照片。</p>
      ) : (
        <div className="before-after">
          <figure>
            <figcaption className="quiet">整改前</figcaption>
            <Photos hashes={before} words={`第${n.toString()}项整改前`} />
          </figure>
          <figure>
            <figcaption className="quiet">整改后</figcaption>
            <Photos
              hashes={done?.evidence ?? []}
              words={`第${n.toString()}项整改后`}
              none={done === null ? '尚未报验' : '未附照片'}
            />
          </figure>
        </div>
      )}
      {done?.done === undefined ? null : <p>整改情况：{done.done}</p>}
      {checked?.note === undefined ? null : (
        <p>
          {result === 'submitted' ? '上次复查意见：' : '复查意见：'}
          <span className={checked.result === 'passed' ? 'well' : 'late'}>
            {checked.result === 'passed' ? '合格' : '不合格'}
          </span>
          ，{checked.note}
        </p>
      )}
    </li>
  );
}

/** An item of a kind without a page of its own: what there is to say of it, under its label. */
function Other({
  path,
  id,
  item,
}: {
  readonly path: string;
  readonly id: string;
  readonly item: Readonly<Record<string, unknown>>;
}) {
  const words = useWords(path, id);
  const { label, id: own, ...said } = item;
  return (
    <li>
      <p className="item-head">
        <strong>{typeof label === 'string' ? label : String(own)}</strong>
      </p>
      <Facts data={said} words={words} />
    </li>
  );
}

function Photos({
  hashes,
  words,
  none = '未附照片',
}: {
  readonly hashes: readonly string[];
  readonly words: string;
  readonly none?: string;
}) {
  if (hashes.length === 0) return <span className="photo photo-none">{none}</span>;
  return (
    <div className="photos">
      {hashes.map((hash, n) => (
        <Photo key={hash} hash={hash} words={`${words}照片${(n + 1).toString()}`} />
      ))}
    </div>
  );
}

interface ItemSaid {
  readonly id: string;
  readonly done?: string;
  readonly evidence?: readonly string[];
  readonly note?: string;
  readonly result?: string;
}

/** What was last said of an item by an event of one of these types. */
function saidOf(events: readonly MatterEvent[], types: readonly string[], id: string): ItemSaid | null {
  const last = events.findLast(({ type, data }) => types.includes(type) && itemsIn(data).some((one) => one.id === id));
  return itemsIn(last?.data).find((one) => one.id === id) ?? null;
}

function itemsIn(data: MatterEvent['data'] | undefined): readonly ItemSaid[] {
  const items = data?.['items'];
  return Array.isArray(items) ? (items as readonly ItemSaid[]) : [];
}

/** Pictures that these events brought; a row of an imported sheet is none. */
function photosOf(events: readonly MatterEvent[], types: readonly string[]): readonly string[] {
  const found = events
    .filter(({ type }) => types.includes(type))
    .flatMap(({ data }) => {
      const report = data?.['report'] as { readonly evidence?: unknown } | undefined;
      return [data?.['evidence'], report?.evidence].flat();
    });
  return [...new Set(found.filter((hash) => typeof hash === 'string' && !hash.includes('#')))] as readonly string[];
}
