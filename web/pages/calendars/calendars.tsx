import { Alert, Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { DRAFTERS, useMay } from '../../client/may.ts';
import { chineseDay } from '../../parts/chinese.ts';
import { Page, Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { Applied } from '../policies/applied.tsx';
import { Changed } from './changed.tsx';
import { CalendarDraft } from './draft.tsx';
import { PublishCalendar } from './publish.tsx';
import { Specials } from './specials.tsx';
import { YearView } from './year-view.tsx';
import { today, type CalendarVersion, type SpecialPeriod } from './year.ts';
import '../registers/registers.css';
import './calendars.css';

interface Calendars {
  readonly items: readonly CalendarVersion[];
  readonly coverage: { readonly from: string; readonly to: string } | null;
}

/** 工作日历: each year's workdays as twelve months, its versions, and the special periods. */
export function Calendars() {
  const [isDrafting, setDrafting] = useState(false);
  const mayDraft = useMay(DRAFTERS);
  return (
    <Page
      title="工作日历"
      about="期限按此计算工作日。以国务院办公厅放假通知为准。"
      actions={
        mayDraft ? (
          <Button
            type="primary"
            size="large"
            onClick={() => {
              setDrafting(true);
            }}
          >
            登记一年的放假安排
          </Button>
        ) : null
      }
    >
      <Read path="/v1/registers/calendars?limit=500">
        {({ items, coverage }) => (
          <Read path="/v1/registers/special-periods?limit=500">
            {({ items: specials }) => <Years versions={items} coverage={coverage} specials={specials} />}
          </Read>
        )}
      </Read>
      {isDrafting ? (
        <CalendarDraft
          onClose={() => {
            setDrafting(false);
          }}
        />
      ) : null}
    </Page>
  );
}

interface YearsProps {
  readonly versions: readonly CalendarVersion[];
  readonly coverage: Calendars['coverage'];
  readonly specials: readonly SpecialPeriod[];
}

function Years({ versions, coverage, specials }: YearsProps) {
  const now = Number(today().slice(0, 4));
  const years = [...new Set([...versions.map(({ year }) => year), now, now + 1])].sort((a, b) => a - b);
  const [year, setYear] = useState(now);
  const ofYear = versions.filter((one) => one.year === year).sort((a, b) => b.version - a.version);
  const [chosen, setChosen] = useState<string | null>(null);
  const version = ofYear.find(({ id }) => id === chosen) ?? ofYear.find(({ counts }) => counts) ?? ofYear[0] ?? null;
  return (
    <>
      <Sheet>
        <div className="register-tools">
          <Segmented
            size="large"
            aria-label="哪一年"
            options={years.map((one) => ({ value: one, label: `${one.toString()}年` }))}
            value={year}
            onChange={setYear}
          />
          {ofYear.length > 1 ? (
            <Select
              size="large"
              aria-label="哪一版"
              value={version?.id ?? null}
              options={ofYear.map((one) => ({ value: one.id, label: versionWords(one) }))}
              onChange={setChosen}
            />
          ) : null}
        </div>
        <About version={version} year={year} coverage={coverage} />
        {version?.status === 'draft' ? (
          <>
            <Changed draft={version} counting={ofYear.find(({ counts }) => counts) ?? null} />
            <PublishCalendar version={version} />
          </>
        ) : null}
        {version?.status === 'published' ? <Applied subject={version.id} /> : null}
        <YearView year={version ?? { year, holidays: [], workdays: [] }} specials={specials} />
      </Sheet>
      <Specials specials={specials} />
    </>
  );
}

interface AboutProps {
  readonly version: CalendarVersion | null;
  readonly year: number;
  readonly coverage: Calendars['coverage'];
}

function About({ version, year, coverage }: AboutProps) {
  if (version === null)
    return (
      <Alert
        type="warning"
        showIcon
        style={{ marginBottom: 12 }}
        title={`${year.toString()}年的放假安排尚未登记，暂按周一至周五推算，期限为暂定${coverage === null ? '' : `（已登记到${chineseDay(coverage.to)}）`}。`}
      />
    );
  return (
    <p>
      {version.name}，{chineseDay(version.publishedOn)}发布。{versionWords(version)}
    </p>
  );
}

function versionWords({ version, status, counts }: CalendarVersion): string {
  return `第${version.toString()}版，${status === 'draft' ? '草案' : counts ? '现用' : '已被取代'}`;
}
