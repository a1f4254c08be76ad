import { Alert, Button, Form } from 'antd';
import type { SignedIn } from '../../client/session.ts';
import type { Available } from '../../forms/command-form.tsx';
import { draftOf, keepDraft } from '../../forms/draft.ts';
import { filledIn } from '../../forms/schema.ts';
import { useDraftPhotos } from '../../offline/draft-photos.ts';
import type { Entry, KeptPhoto } from '../../offline/entry.ts';
import { useHandIn } from '../../offline/hand-in.ts';
import { RectifyItem } from './item.tsx';
import { AS_SHOWN, besideItem, refusalOf, summaryOf, type Matter, type Pending } from './matter.ts';
import { More, Summary, type Values } from './summary.tsx';
import './rectify.css';

interface RectifyFormProps {
  readonly session: SignedIn;
  readonly matter: Matter;
  readonly items: readonly Pending[];
  readonly before: readonly string[];
  /** What the API says of the act now; null while it is not known. */
  readonly command: Available | null;
  readonly page: string;
  readonly path: string;
  readonly entry: Entry | null;
  readonly onKept: (key: string) => void;
}

/** Every open item with a picture of before and of after; the rest is filled in already. */
export function RectifyForm(props: RectifyFormProps) {
  const { session, matter, items, before, command, entry, onKept } = props;
  const draft = entry === null ? `${matter.id}.rectify` : `${matter.id}.rectify.${entry.key}`;
  const [form] = Form.useForm<Values>();
  const { photos, add, remove } = useDraftPhotos(draft, entry?.photos);
  const { problem, setProblem, handIn } = useHandIn(draft, entry, onKept);
  const done = Form.useWatch('done', form) ?? {};
  const missing = items.filter(({ id }) => !(photos ?? []).some((photo) => photo.of === id));
  const refusal = refusalOf(matter, command);
  const finish = async (): Promise<void> => {
    const first = missing[0];
    if (first !== undefined) {
      setProblem(`还没有整改后照片：${missing.map(({ text }) => text).join('；')}`);
      document.getElementById(`item-${first.id}`)?.scrollIntoView({ block: 'center' });
      return;
    }
    await handIn(session, actOf(props, form.getFieldsValue(true) as Values, photos ?? []));
  };
  return (
    <Form
      form={form}
      className="rectify"
      layout="vertical"
      requiredMark={false}
      initialValues={{ ...entry?.form, ...draftOf(draft) }}
      scrollToFirstError
      onValuesChange={() => {
        keepDraft(draft, form.getFieldsValue(true));
      }}
      onFinish={() => void finish()}
    >
      {refusal === null ? null : <Alert type="warning" showIcon title={`现在不能报送：${refusal}`} />}
      {typeof entry?.said === 'string' ? <Alert type="error" showIcon title={`没有受理：${entry.said}`} /> : null}
      {items.map((item, n) => (
        <RectifyItem
          key={item.id}
          item={item}
          nth={n + 1}
          count={items.length}
          before={besideItem(before, n, items.length)}
          photos={(photos ?? []).filter((photo) => photo.of === item.id)}
          onAdd={(files) => {
            setProblem(null);
            add(files, item.id);
          }}
          onRemove={remove}
        />
      ))}
      <section className="sheet" aria-label="整改完成情况">
        <Summary text={summaryOf(items, done)} form={form} />
        <More schema={command?.schema} />
        {problem === null ? null : <Alert type="error" showIcon title={problem} />}
        <Button type="primary" htmlType="submit" size="large" block disabled={photos === null || items.length === 0}>
          {missing.length === 0 ? '报送整改' : `报送整改（还差${missing.length.toString()}项照片）`}
        </Button>
        <div className="quiet">以{session.postTitle}名义报送，报送后由监管部门复查。</div>
      </section>
    </Form>
  );
}

function actOf({ matter, items, page, path }: RectifyFormProps, values: Values, photos: readonly KeptPhoto[]) {
  const { done = {}, summary, ...rest } = values;
  const shown = photos.filter((photo) => items.some(({ id }) => id === photo.of));
  const handed = items.map(({ id }) => ({
    id,
    done: done[id]?.trim() || AS_SHOWN,
    evidence: shown.filter((photo) => photo.of === id).map((photo) => photo.id),
  }));
  return {
    title: `报送整改：${matter.title.slice(0, 30)}`,
    page,
    path,
    body: {
      ...(filledIn(rest) as object | undefined),
      items: handed,
      summary: summary?.trim() || summaryOf(items, done),
    },
    form: { ...values },
    photos: shown,
  };
}
