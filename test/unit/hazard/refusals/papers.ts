import type { Bodies } from '../../../../workflows/hazard/command.ts';
import { BODY, driven, people } from '../../../support/hazard-bodies.ts';
import { BY_PAPER, drivenByPaper, told } from '../../../support/hazard-papers.ts';
import { day, person, termsOf, time, type Said, type Story } from '../../../support/hazard-story.ts';
import { closingMajor } from '../../../support/listed-hazards.ts';
import type { Case } from './case.ts';

const OLDER = { terms: { ...termsOf('standard'), rules: 3 } };
const SERVICE: Bodies['RecordService'] = { way: 'direct', date: day('2026-03-04'), evidence: ['sha256:e'] };
const INSPECTION = {
  place: '一车间',
  from: time('2026-03-02 09:10'),
  to: time('2026-03-02 09:50'),
  officers: people('yj-jb', 'yj-jb2'),
};

function inspected(changes: Partial<typeof INSPECTION>): Said {
  const inspection = { ...INSPECTION, ...changes };
  return driven('reported').say('yj-jb', 'Verify', { ...BODY.verify, inspection }, '2026-03-02 10:00');
}
function close(life: Story): Said {
  return life.say('yj-fg', 'DecideCloseout', BODY.approve, '2026-03-05 15:00');
}
/** Reported, in the work and handed in, before anybody issued or served the order. */
function unserved(...done: readonly string[]): Said {
  const life = drivenByPaper('assigned');
  for (const at of done) told(life, 'rectifyOrder', at);
  life.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
  life.say('ent-jb', 'SubmitRectification', BODY.submit, '2026-03-04 09:00');
  return life.say('yj-jb', 'Recheck', BY_PAPER.pass, '2026-03-05 09:00');
}
/** Rechecked with these things told of the opinion. */
function opinion(...at: readonly string[]): Said {
  const life = drivenByPaper('closing');
  for (const one of at) told(life, 'recheckOpinion', one);
  return close(life);
}
/** A major hazard whose listing was issued without a typed number. */
function listed(): Said {
  const life = closingMajor({}, 'drawn');
  told(life, 'listLetter', '2026-03-09 10:00');
  return life.say('awb-zr', 'DecideCloseout', BODY.approve, '2026-03-10 09:00');
}
/** An order, or the opinion, that was made by hand instead of the one that is drawn here. */
function replaced(
  changes: Partial<Bodies['ReplacePaper']>,
  by = 'yj-fg',
  life: Story = drivenByPaper('assigned'),
): Said {
  const [day4, reason, evidence] = [day('2026-03-04'), '字库缺字', ['sha256:e']];
  const body: Bodies['ReplacePaper'] = { key: 'draw:4', number: '手1号', date: day4, reason, evidence };
  return life.say(by, 'ReplacePaper', { ...body, ...changes }, '2026-03-05 14:00');
}
function replacedTwice(): Said {
  const life = drivenByPaper('assigned');
  replaced({}, 'yj-fg', life);
  return replaced({}, 'yj-fg', life);
}
function onTheSpot(rectifiedBy: string, life: Story = driven('registered')): Said {
  const body: Bodies['RectifyOnTheSpot'] = {
    rectifiedBy: people(rectifiedBy),
    officers: people('yj-jb', 'yj-jb2'),
    items: BODY.submit.items,
    opinion: '合格',
    signature: { signed: true },
  };
  return life.say('yj-jb', 'RectifyOnTheSpot', body, '2026-03-02 14:00');
}

/** Refusals of papers: their precedence, and who may be named on them. */
export const PAPER_CASES: readonly Case[] = [
  ['OrderNotIssued', 'the order was never drawn', () => unserved()],
  ['OrderNotIssued', 'the order is drawn and not issued', () => unserved('2026-03-03 09:10')],
  ['OrderNotIssued', 'the order is issued and not served', () => unserved('2026-03-03 09:10', '2026-03-03 09:20')],
  [
    'OrderNotIssued',
    'an order that was made outside has been served on nobody',
    () =>
      driven('rechecking', {}, { assign: { service: undefined as never } }).say(
        'yj-jb',
        'Recheck',
        BODY.pass,
        '2026-03-05 09:00',
      ),
  ],
  ['PapersUnfinished', 'the opinion is asked for only', () => opinion()],
  ['PapersUnfinished', 'the opinion is drawn and not issued', () => opinion('2026-03-05 09:10')],
  ['PapersUnfinished', 'the opinion is issued, not served', () => opinion('2026-03-05 09:10', '2026-03-05 09:20')],
  ['PapersUnfinished', 'the letter of the listing has not reached its addressee', listed],
  [
    'OrderServedByPaper',
    'an order that was drawn up here is served by hand',
    () => drivenByPaper('assigned').say('yj-jb', 'RecordService', SERVICE, '2026-03-04 09:00'),
  ],
  [
    'OrderServedByPaper',
    'an order is served before there is one',
    () =>
      driven('graded').say('yj-jb', 'Assign', { ...BY_PAPER.assign, service: BODY.assign.service }, '2026-03-03 09:00'),
  ],
  [
    'DocumentMissing',
    'an order has no number under rules 3',
    () => driven('graded', OLDER).say('yj-jb', 'Assign', BY_PAPER.assign, '2026-03-03 09:00'),
  ],
  [
    'DocumentMissing',
    'an opinion has no number under rules 3',
    () => driven('rechecking', OLDER).say('yj-jb', 'Recheck', BY_PAPER.pass, '2026-03-05 09:00'),
  ],
  [
    'UnknownPerson',
    'an inspection names a stranger',
    () => inspected({ officers: [person('p-nobody'), ...people('yj-jb')] }),
  ],
  ['TwoOfficersNeeded', 'one officer inspected', () => inspected({ officers: people('yj-jb') })],
  ['TwoOfficersNeeded', 'one officer inspected twice', () => inspected({ officers: people('yj-jb', 'yj-jb') })],
  ['ActorIsInspected', 'the enterprise inspected itself', () => inspected({ officers: people('yj-jb', 'ent-jb') })],
  ['OfficerNotOfAuthority', 'another enterprise inspected', () => inspected({ officers: people('yj-jb', 'mill-jb') })],
  [
    'OfficerNotCertified',
    'an officer who inspected has no certificate',
    () => inspected({ officers: people('yj-jb', 'yj-jb3') }),
  ],
  ['InspectionTimeWrong', 'an inspection ends before it begins', () => inspected({ to: time('2026-03-02 09:00') })],
  ['InspectionTimeWrong', 'an inspection ends in the future', () => inspected({ to: time('2026-03-02 10:01') })],
  [
    'InspectionTimeWrong',
    'an inspection begins at no time',
    () => inspected({ from: '上午' as typeof INSPECTION.from }),
  ],
  ['InspectionTimeWrong', 'an inspection ends at no time', () => inspected({ to: '下午' as typeof INSPECTION.to })],
  ['RectifierNotOfUnit', 'somebody of another enterprise put it right on the spot', () => onTheSpot('mill-jb')],
  ['ReplacerRankTooLow', 'a paper is replaced by a case handler', () => replaced({}, 'yj-jb')],
  ['PaperUnknown', 'no paper has that key', () => replaced({ key: 'draw:99' })],
  [
    'PaperUnknown',
    'the paper waits for no service',
    () => replaced({ key: 'draw:8', service: SERVICE }, 'yj-fg', drivenByPaper('rectifying')),
  ],
  ['PaperUnknown', 'the paper has been replaced already', replacedTwice],
  ['PaperAlreadyIssued', 'the paper has been issued', () => replaced({}, 'yj-fg', drivenByPaper('rectifying'))],
  ['ReasonMissing', 'a paper is replaced without a reason', () => replaced({ reason: ' ' })],
  ['DocumentMissing', 'the paper made by hand has no number', () => replaced({ number: ' ' })],
  ['EvidenceMissing', 'the paper made by hand is not filed', () => replaced({ evidence: [] })],
  ['DayInFuture', 'the paper made by hand is of tomorrow', () => replaced({ date: day('2026-03-06') })],
  [
    'ServedBeforeOrder',
    'it was served before it was made',
    () => replaced({ service: { ...SERVICE, date: day('2026-03-03') } }),
  ],
  [
    'PaperNotServed',
    'an opinion made by hand has reached nobody',
    () => replaced({ key: 'draw:12' }, 'yj-fg', drivenByPaper('closing')),
  ],
];
