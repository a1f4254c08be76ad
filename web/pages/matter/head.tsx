import { useRead } from '../../client/queries.ts';
import type { KindFace } from '../../client/kinds.ts';
import { nextDue } from '../../client/matter.ts';
import { chineseDay, chineseDue, chineseTime } from '../../parts/chinese.ts';
import { Due } from '../../parts/due.tsx';
import { Name } from '../../parts/name.tsx';
import type { MatterWhole } from './shape.ts';

interface HeadProps {
  readonly kind: KindFace | null;
  readonly matter: MatterWhole;
  /** Told as of then; null for now. */
  readonly at: string | null;
}

/** The matter in a glance: where it stands, how high, in whose hands, for how long still. */
export function Head({ kind, matter, at }: HeadProps) {
  const { holder, status, level } = matter;
  const due = matter.open ? nextDue(matter) : null;
  return (
    <section className="sheet glance" aria-label="概况">
      <dl className="glance-facts">
        <Fact label="状态" value={<strong>{kind?.statuses[status]?.label ?? status}</strong>} />
        {kind?.name === 'hazard' ? <Fact label="级别" value={<Severity matter={matter} />} /> : null}
        {kind !== null && Object.keys(kind.rungs).length > 0 ? (
          <Fact
            label="督办等级"
            value={
              level === 0 ? (
                '未触发'
              ) : (
                <strong className="late">
                  {level.toString()}级 {rungLabel(kind, matter)}
                </strong>
              )
            }
          />
        ) : null}
        <Fact
          label={at === null ? '现由谁办理' : '当时由谁办理'}
          value={
            holder === null ? (
              '无（已办结）'
            ) : (
              <>
                <strong>{holder.name ?? '空岗'}</strong>
                <br />
                <span className="quiet">
                  {holder.unitName} {holder.postTitle}
                </span>
              </>
            )
          }
        />
        <Fact
          label={at === null ? '还剩时间' : '当时时限'}
          value={
            due === null ? (
              '—'
            ) : (
              <>
                {at === null ? <Due due={due} /> : null}
                <span className="quiet glance-due">{chineseDue(due)}</span>
              </>
            )
          }
        />
      </dl>
      <People subject={matter.subject} />
    </section>
  );
}

/** Where it is, whose it is and since when. */
export function Ground({ matter }: { readonly matter: MatterWhole }) {
  return (
    <section className="sheet glance" aria-label="基本情况">
      <h2>基本情况</h2>
      <dl className="glance-more">
        {matter.place === undefined ? null : <Fact label="地点" value={matter.place} />}
        <Fact label="责任单位" value={<Name id={matter.subject} />} />
        <Fact label="监管部门" value={<Name id={matter.lead} />} />
        <Fact label="属地" value={<Name id={matter.region} />} />
        {matter.sector === null ? null : <Fact label="行业领域" value={matter.sector} />}
        {matter.foundOn === null ? null : <Fact label="发现日期" value={chineseDay(matter.foundOn)} />}
        {matter.closedAt === null ? null : <Fact label="办结时间" value={chineseTime(matter.closedAt)} />}
      </dl>
    </section>
  );
}

/** To readers outside a height has no name of its own, and is called as the kind calls it. */
function rungLabel({ rungs }: KindFace, { rung, level }: MatterWhole): string {
  return (rungs[rung ?? ''] ?? Object.values(rungs).find((one) => one.level === level))?.label ?? '';
}

function Fact({ label, value }: { readonly label: string; readonly value: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Severity({ matter: { severity, regions } }: { readonly matter: MatterWhole }) {
  const listing = regions.listing;
  const isListed = listing !== undefined && listing.listedAt !== null && listing.delistedAt === null;
  return (
    <>
      {severity === 'major' ? (
        <strong className="late">重大隐患</strong>
      ) : severity === 'general' ? (
        '一般隐患'
      ) : (
        '待定级'
      )}
      {isListed ? <span className="late"> · {listing.levelLabel ?? ''}挂牌</span> : null}
    </>
  );
}

const ROLES = { leader: '包保领导', supervisor: '监管责任人', responsible: '主体责任人' } as const;

/** The three people who answer for the enterprise by name. */
function People({ subject }: { readonly subject: string | null }) {
  const { data } = useRead(subject === null ? null : `/v1/registers/enterprises/${subject}`);
  if (data?.people === undefined) return null;
  const { people } = data;
  return (
    <ul className="three" aria-label="三个责任人">
      {(Object.keys(ROLES) as (keyof typeof ROLES)[]).map((role) => (
        <li key={role}>
          <span className="quiet">{ROLES[role]}</span>
          <strong>{people[role]?.name ?? '未落实'}</strong>
        </li>
      ))}
    </ul>
  );
}
