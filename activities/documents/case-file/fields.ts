import type { HazardState } from '../../../workflows/hazard/state.ts';
import { STATUS_WORDS } from '../../../workflows/hazard/words.ts';
import { NotDrawable, type Fields, type Source } from '../definition.ts';
import { course } from '../ladder/course.ts';
import { hazardFields } from '../ladder/facts.ts';
import { chineseDate, chineseTime } from '../layout/words.ts';
import { actorWords, hazardOf } from '../working/case.ts';

/** What a case file says of itself: the matter on its cover, its whole course, and the files that it names by their hashes. */
export function caseFileFields(source: Source): Fields {
  const state = hazardOf(source);
  const closeout = state.closeouts.at(-1);
  if (closeout === undefined) throw new NotDrawable('事项尚未销号，不能立卷。');
  return {
    ...hazardFields(source),
    openedOn: chineseDate(state.openedAt),
    closedOn: chineseDate(closeout.at),
    closeoutNumber: closeout.number,
    status: STATUS_WORDS[state.status].label,
    result: resultOf(state),
    keeper: source.name(source.unit).name,
    filer: actorWords(source),
    filedOn: chineseDate(source.at),
    course: course(source),
    evidence: source.evidence.map(({ id, name, type, at }, i) => ({
      n: (i + 1).toString(),
      name: name ?? '未命名文件',
      type: TYPE_WORDS[type] ?? type,
      at: chineseTime(at),
      hash: id.replace('sha256:', ''),
    })),
  };
}

function resultOf({ closeouts, rechecks, round }: HazardState): string {
  if (closeouts.at(-1)?.onTheSpot === true) return '当场整改，经复查合格，批准销号';
  const times = rechecks.length.toString();
  return `经${round.toString()}轮整改、${times}次复查，复查合格，批准销号`;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  'image/jpeg': '照片',
  'image/png': '图片',
  'image/webp': '图片',
  'application/pdf': 'PDF文件',
  'application/json': '数据文件',
};
