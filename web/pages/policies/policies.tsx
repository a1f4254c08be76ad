import { Alert, Button, Segmented } from 'antd';
import { useState } from 'react';
import { useKinds, type KindFace } from '../../client/kinds.ts';
import { DRAFTERS, useMay } from '../../client/may.ts';
import { chineseDay } from '../../parts/chinese.ts';
import { Page, Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { DraftForm } from './draft-form.tsx';
import { Effect } from './effect.tsx';
import { Differences, Figures } from './figure-lists.tsx';
import { kindOf, type PolicyVersion } from './policy.ts';
import { NO_WORDS, type PolicyWords } from './words.ts';
import { PublishActs } from './publish.tsx';
import { Rehearsals } from './rehearsals.tsx';
import './policies.css';

/** 办理规则: what counts for each kind of loop, version by version, and what a change would do before it counts. */
export function Policies() {
  const kinds = useKinds();
  return (
    <Page title="办理规则" about="时限和督办阶梯。改动先拟稿，试算、预演之后由另一人发布。">
      <Read path="/v1/registers/policies?limit=500">
        {({ items }) => <OfKinds kinds={kinds} versions={items.filter(({ id }) => !id.includes('/trial/'))} />}
      </Read>
    </Page>
  );
}

interface OfKindsProps {
  readonly kinds: readonly KindFace[];
  readonly versions: readonly PolicyVersion[];
}

function OfKinds({ kinds, versions }: OfKindsProps) {
  const governed = new Set(versions.map(kindOf));
  const named = kinds
    .filter(({ name }) => governed.has(name))
    .map(({ name, title }) => ({ value: name, label: title }));
  const [chosen, setChosen] = useState('hazard');
  const kind = kinds.find(({ name }) => name === chosen);
  return (
    <>
      <Segmented
        className="policy-kinds"
        size="large"
        aria-label="哪一类事项的规则"
        options={named}
        value={chosen}
        onChange={setChosen}
      />
      <Versions
        key={chosen}
        words={kind ?? NO_WORDS}
        versions={versions.filter((one) => kindOf(one) === chosen).sort((a, b) => b.version - a.version)}
      />
    </>
  );
}

interface VersionsProps {
  readonly versions: readonly PolicyVersion[];
  readonly words: PolicyWords;
}

function Versions({ versions, words }: VersionsProps) {
  const [chosen, setChosen] = useState(versions[0]?.id);
  const [isDrafting, setDrafting] = useState(false);
  const mayDraft = useMay(DRAFTERS);
  const at = versions.findIndex(({ id }) => id === chosen);
  const version = versions[at] ?? versions[0];
  if (version === undefined) return <Alert type="info" showIcon title="这一类事项还没有规则" />;
  const before = versions[at + 1] ?? null;
  return (
    <>
      <Sheet title="各版本">
        <Choice versions={versions} chosen={version.id} onChoose={setChosen} />
        <div className="policy-acts">
          {mayDraft ? (
            <Button
              size="large"
              onClick={() => {
                setDrafting(true);
              }}
            >
              {version.status === 'draft' ? '修改这份草案' : '在这一版上拟新版'}
            </Button>
          ) : null}
          <PublishActs version={version} />
        </div>
      </Sheet>
      {before === null ? null : <Differences before={before} version={version} words={words} />}
      <Figures version={version} words={words} />
      <Effect version={version} />
      <Rehearsals version={version} />
      {isDrafting ? (
        <DraftForm
          version={version}
          words={words}
          onDone={(id) => {
            setDrafting(false);
            if (id !== null) setChosen(id);
          }}
        />
      ) : null}
    </>
  );
}

interface ChoiceProps {
  readonly versions: readonly PolicyVersion[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

function Choice({ versions, chosen, onChoose }: ChoiceProps) {
  return (
    <ul className="policy-versions">
      {versions.map((one) => (
        <li key={one.id}>
          <button
            type="button"
            aria-pressed={one.id === chosen}
            onClick={() => {
              onChoose(one.id);
            }}
          >
            <strong>第{one.version}版</strong>
            {one.status === 'draft' ? <span className="soon">草案</span> : <span className="well">已发布</span>}
            <span className="quiet">
              {chineseDay(one.effectiveFrom)}起{one.effectiveTo === null ? '' : `，至${chineseDay(one.effectiveTo)}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
