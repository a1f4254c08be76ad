import { plusDays, type Day } from '../../workflows/kernel/instant.ts';
import { BODY } from '../../test/support/hazard-bodies.ts';
import { day, REPORT } from '../../test/support/hazard-story.ts';
import { recordedLife, type Life } from '../../test/support/recorded-life.ts';
import { randomOf, type Random } from '../county/random.ts';

/** The year that is rehearsed: what its calendar covers. */
export const YEAR = { from: day('2026-01-01'), to: day('2026-12-31') };

/** Shares of a county's year, none of them imported: put right in time, put right late, forgotten to the year's end. */
const LATE = 0.14;
const FORGOTTEN = 0.02;
const SEED = 20_260_105;
const FIRST = day('2026-01-05');
/** The last hazard is found in the middle of December. */
const DAYS = 340;

/** Hazards of a year, each with all that people and time did to it; the same number gives the same lives. */
export function* yearOfLives(count: number): Generator<Life> {
  const random = randomOf(SEED);
  for (let nth = 1; nth <= count; nth += 1) {
    const foundOn = plusDays(FIRST, random.whole(0, DAYS));
    const life = accepted(nth, foundOn);
    const fate = random.whole(0, 99) / 100;
    if (fate >= FORGOTTEN)
      close(life, plusDays(foundOn, fate < FORGOTTEN + LATE ? random.whole(18, 45) : random.whole(2, 15)), random);
    life.pass(`${plusDays(YEAR.to, 1)} 00:00`);
    yield life;
  }
}

function accepted(nth: number, foundOn: Day): Life {
  const life = recordedLife({ nth });
  const next = plusDays(foundOn, 1);
  const { order, service } = BODY.assign;
  life.say('yj-jb', 'Report', { ...REPORT, foundOn }, `${foundOn} 09:00`);
  life.say('yj-jb', 'Verify', BODY.verify, `${foundOn} 10:00`);
  life.say('yj-jb', 'Grade', BODY.general, `${foundOn} 11:00`);
  const papers = { order: { ...order, date: next }, service: { ...service, date: next } };
  life.say('yj-jb', 'Assign', { ...BODY.assign, ...papers }, `${next} 09:00`);
  life.say('ent-jb', 'Accept', {}, `${next} 10:00`);
  return life;
}

/** Put right on a day; until then whoever is asked to issue an L3 does so, and the enterprise replies. */
function close(life: Life, on: Day, random: Random): void {
  life.pass(`${on} 08:00`);
  const { proposals } = life.state();
  if (proposals.some(({ rung, clock }) => rung === 'supervise' && clock === 'T')) {
    life.say('fenguan', 'DecideRung', { rung: 'supervise', clock: 'T', decision: 'issue' }, `${on} 08:30`);
    const reply = { rung: 'supervise', clock: 'T', text: '马上整改', evidence: [] } as const;
    life.say('ent-jb', 'ReplyToSupervision', reply, `${on} 08:40`);
  }
  life.say('ent-jb', 'SubmitRectification', BODY.submit, `${on} 09:00`);
  life.say('yj-jb', 'Recheck', BODY.pass, `${plusDays(on, random.whole(1, 3))} 09:00`);
  life.say('yj-fg', 'DecideCloseout', BODY.approve, `${plusDays(on, 4)} 15:00`);
}
