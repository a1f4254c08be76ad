import { BODY, driven, drivenMajor, people } from './hazard-bodies.ts';
import { finished } from './hazard-papers.ts';
import { REPORT, story, unit, type Story } from './hazard-story.ts';

type Rung = 'supervise' | 'list' | 'talk' | 'circulate' | 'refer';

function issue(told: Story, by: string, rung: Rung, at: string, clock: 'T' | 'S' = 'T'): void {
  told.say(by, 'DecideRung', { rung, clock, decision: 'issue' }, at);
}

/** Two items, so that lists are lists; the first is the one that the other bodies name. */
const ITEMS = [{ text: '配电箱无漏电保护' }, { text: '可燃气体报警器未按规定检定' }];

/**
 * A general hazard whose T ended with 2026-03-18 and that nobody rectified: it climbs every rung, each issued without a
 * typed number, with a reply to 督办函 and an undertaking after 约谈. 问责移送书 is issued on 2026-04-20.
 */
export function climbed(): Story {
  const told = driven('rectifying', {}, { report: { items: ITEMS } });
  told.pass('2026-03-24 08:30');
  issue(told, 'awb-zr', 'supervise', '2026-03-24 09:00');
  told.say(
    'ent-zr',
    'ReplyToSupervision',
    { rung: 'supervise', clock: 'T', text: '已订购漏电保护装置，正在等待到货。', evidence: [] },
    '2026-03-26 09:00',
  );
  told.pass('2026-04-02 00:30');
  issue(told, 'awb-zr', 'list', '2026-04-02 09:00');
  told.pass('2026-04-09 00:30');
  issue(told, 'fenguan', 'talk', '2026-04-10 09:00');
  told.say(
    'ent-zr',
    'ReplyToSupervision',
    {
      rung: 'talk',
      clock: 'T',
      text: '4月20日前完成全部整改，由安全管理员每日报告进度。',
      evidence: ['sha256:undertaking'],
    },
    '2026-04-13 10:00',
  );
  told.pass('2026-04-14 00:30');
  issue(told, 'fenguan', 'circulate', '2026-04-15 09:00');
  told.pass('2026-04-18 00:30');
  issue(told, 'xianzhang', 'refer', '2026-04-20 09:00');
  return told;
}

/** A hazard whose verification nobody did in time: the desk is urged, and its unit's principal written to. */
export function desk(): Story {
  const told = story();
  told.say('yj-jb', 'Report', REPORT, '2026-03-02 09:00');
  told.pass('2026-03-09 08:30');
  issue(told, 'awb-zr', 'supervise', '2026-03-09 09:00', 'S');
  return told;
}

/** A major hazard that was listed in public, rechecked by three with an expert, and closed out on 2026-03-10. */
export function listedAndClosed(): Story {
  const told = drivenMajor('rectifying');
  issue(told, 'shuji', 'list', '2026-03-05 10:00');
  told.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-06 09:00');
  told.say('yj-jb', 'Recheck', { ...BODY.pass, officers: people('yj-jb', 'yj-jb2', 'expert') }, '2026-03-09 09:00');
  finished(told, 'listLetter', '2026-03-10');
  told.say('awb-zr', 'DecideCloseout', BODY.approve, '2026-03-10 15:00');
  return told;
}

/** A report that is sent on to the unit whose duty it is. */
export function sentOn(to: 'zj' | 'out'): Story {
  const told = story();
  told.say('yj-jb', 'Report', REPORT, '2026-03-02 09:00');
  told.say(
    'yj-jb',
    'Transfer',
    { to: unit(to), reason: '属于建筑施工，由住建部门监管。', evidence: ['sha256:letter'] },
    '2026-03-02 11:00',
  );
  return told;
}

/** The clock is stayed for the weather, and the stay confirmed anew. */
export function stayed(): Story {
  const told = driven('rectifying');
  told.say('awb-jb', 'StayClock', { reason: '连日暴雨，无法施工', evidence: ['sha256:rain'] }, '2026-03-10 09:00');
  told.say('awb-jb', 'StayClock', { reason: '暴雨仍未停止', evidence: ['sha256:rain'] }, '2026-04-01 09:00');
  return told;
}
