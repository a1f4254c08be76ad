import { Form, Input } from 'antd';
import type { KeptPhoto } from '../../offline/entry.ts';
import { useKeptFile } from '../../offline/kept.ts';
import { Shots } from '../../offline/shots.tsx';
import { Picture } from '../../parts/photo.tsx';
import { evidencePath } from './at-hand.ts';
import { AS_SHOWN, type Pending } from './matter.ts';

interface RectifyItemProps {
  readonly item: Pending;
  readonly nth: number;
  readonly count: number;
  readonly before: readonly string[];
  readonly photos: readonly KeptPhoto[];
  readonly onAdd: (files: readonly File[]) => void;
  readonly onRemove: (id: string) => void;
}

/** One item: how it was, a picture of how it is now, and a few words for whoever wants to add them. */
export function RectifyItem({ item, nth, count, before, photos, onAdd, onRemove }: RectifyItemProps) {
  const about = count > 1 ? `第${nth.toString()}项` : '';
  return (
    <section id={`item-${item.id}`} className="sheet" aria-labelledby={`item-${item.id}-title`}>
      <h2 id={`item-${item.id}-title`}>
        {count > 1 ? `${nth.toString()}. ` : ''}
        {item.text}
      </h2>
      {item.note === null ? null : <p className="late">上次复查不合格：{item.note}</p>}
      <div className="rectify-photos">
        <Shots
          photos={photos}
          label="拍整改后照片"
          about={about}
          caption="整改后"
          max={50}
          onAdd={onAdd}
          onRemove={onRemove}
        >
          {before.map((hash, n) => (
            <figure key={hash}>
              <Before hash={hash} words={`${about}整改前照片${(n + 1).toString()}`} />
              <figcaption>整改前</figcaption>
            </figure>
          ))}
          {before.length === 0 ? <div className="quiet rectify-none">上报时没有照片</div> : null}
        </Shots>
      </div>
      <Form.Item
        name={['done', item.id]}
        label={<span className="quiet">怎样整改的（可不填）</span>}
        rules={[{ max: 2_000, message: '最多2000个字' }]}
      >
        <Input.TextArea size="large" placeholder={`不填即写“${AS_SHOWN}”`} autoSize={{ minRows: 1, maxRows: 6 }} />
      </Form.Item>
    </section>
  );
}

/** How it was; also where there is no network, when it was read before. */
function Before({ hash, words }: { readonly hash: string; readonly words: string }) {
  return <Picture {...useKeptFile(evidencePath(hash))} words={words} />;
}
