import type { KindFace } from '../../client/kinds.ts';
import { chineseDue, chineseTime } from '../../parts/chinese.ts';
import { Name } from '../../parts/name.tsx';
import { Sheet } from '../../parts/page.tsx';
import { CLOCK_WORDS } from './lanes.ts';
import { nextRungs, type NextRung } from './next-rungs.ts';
import type { Act, Fired, MatterWhole, Proposal } from './shape.ts';
import type { Terms } from './terms.ts';
import { triggerWords } from './trigger-words.ts';
import './ladder.css';

interface LadderProps {
  readonly kind: KindFace | null;
  readonly matter: MatterWhole;
  readonly terms: Terms | null;
}

/** The rungs of supervision: which were taken and by whom, which wait for whom, which come next and when. */
export function Ladder({ kind, matter, terms }: LadderProps) {
  const { supervision } = matter.regions;
  if (kind === null || supervision === undefined) return null;
  const next = terms === null ? [] : nextRungs(matter, terms);
  const rungs = Object.entries(kind.rungs).sort(([, a], [, b]) => b.level - a.level);
  return (
    <Sheet title="督办阶梯">
      <ol className="ladder">
        {rungs.map(([rung, { level, label }]) => (
          <Rung
            key={rung}
            level={level}
            label={label}
            isPassed={level < matter.level}
            isNow={level === matter.level}
            fired={supervision.fired.filter((one) => one.rung === rung)}
            acts={supervision.acts.filter((one) => one.rung === rung)}
            waiting={matter.proposals.filter((one) => one.rung === rung)}
            next={next.filter(({ row }) => row.rung === rung)}
          />
        ))}
      </ol>
    </Sheet>
  );
}

interface RungProps {
  readonly level: number;
  readonly label: string;
  readonly isPassed: boolean;
  readonly isNow: boolean;
  readonly fired: readonly Fired[];
  readonly acts: readonly Act[];
  readonly waiting: readonly Proposal[];
  readonly next: readonly NextRung[];
}

function Rung({ level, label, isPassed, isNow, fired, acts, waiting, next }: RungProps) {
  const look = [
    'rung',
    acts.length > 0 || isNow ? 'rung-reached' : isPassed ? 'rung-passed' : '',
    isNow ? 'rung-now' : '',
    waiting.length > 0 ? 'rung-waits' : '',
  ];
  const open = fired.filter(({ key }) => !acts.some((act) => act.key === key));
  return (
    <li className={look.filter((one) => one !== '').join(' ')} {...(isNow ? { 'aria-current': 'step' as const } : {})}>
      <span className="rung-level">
        <span className="sr">第</span>
        {level}
        <span className="sr">级</span>
      </span>
      <div className="rung-body">
        <strong>{label}</strong>
        {waiting.map(({ firedAt, confirmer, until }) => (
          <p key={firedAt} className="soon">
            等待签发：
            <Name id={confirmer} />，{chineseDue(until)}前
          </p>
        ))}
        {acts.map((act) => (
          <Done key={act.key} act={act} />
        ))}
        {waiting.length > 0
          ? null
          : open.map(({ key, dueAt, withdrawnAt }) => (
              <p key={key} className="quiet">
                {chineseDue(dueAt)}触发{withdrawnAt === null ? '' : '，已撤回'}
              </p>
            ))}
        <Ahead next={next} />
      </div>
    </li>
  );
}

function Done({ act: { doneAt, clock, issuedBy, document, replyDue, repliedAt, withdrawnAt } }: { readonly act: Act }) {
  return (
    <p>
      {chineseTime(doneAt)}
      {issuedBy === null ? (
        '系统发出'
      ) : (
        <>
          由<Name id={issuedBy} />
          签发
        </>
      )}
      <span className="quiet">（{CLOCK_WORDS[clock]}）</span>
      {document === null ? null : <span className="block">{document}</span>}
      {withdrawnAt === null ? null : <span className="block quiet">{chineseTime(withdrawnAt)}撤回</span>}
      {replyDue === null ? null : repliedAt !== null ? (
        <span className="block well">{chineseTime(repliedAt)}已回复</span>
      ) : (
        <span className="block soon">回复期限{chineseDue(replyDue)}</span>
      )}
    </p>
  );
}

/** The soonest of each clock that time brings; what else would bring it about, once. */
function Ahead({ next }: { readonly next: readonly NextRung[] }) {
  const timed = (['T', 'S'] as const).flatMap(
    (clock) => next.find(({ row, at }) => row.clock === clock && at !== null) ?? [],
  );
  const words = [...new Set(next.flatMap(({ otherwise }) => otherwise.map(triggerWords)))].filter((one) => one !== '');
  if (timed.length === 0 && words.length === 0) return null;
  return (
    <>
      {timed.map(({ row, at }) => (
        <p key={row.id} className="quiet">
          无人办理则{at === null ? '' : chineseDue(new Date(at).toISOString())}
          {row.act === 'propose' ? '提请签发' : '发出'}（{CLOCK_WORDS[row.clock]}）
        </p>
      ))}
      {words.length === 0 ? null : <p className="quiet small">或：{words.join('；')}</p>}
    </>
  );
}
