import type { Dossier, DossierItem } from '../../../workflows/accountability/dossier.ts';
import type { EventType } from '../../../workflows/hazard/event.ts';
import { HAZARD_FACE } from '../../../workflows/hazard/face.ts';
import { EVENT_WORDS } from '../../../workflows/hazard/spoken.ts';
import type { Fields, Source } from '../definition.ts';
import { chineseTime } from '../layout/words.ts';

type Why = DossierItem['why'];

/**
 * The index of a frozen dossier: what somebody did first, then what else is recorded, then which notices went out and were
 * read. That a notice was read or was not excuses nobody and blames nobody: it stands by itself, and none is left out.
 */
export function dossierIndex(source: Source, dossier: Dossier | null): Fields {
  const all = dossier === null ? [] : [...dossier.for, ...dossier.against];
  const [exculpating, other, sent] = [
    among(all, 'acted'),
    among(all, 'failed', 'silent'),
    among(all, 'told', 'untold'),
  ];
  return {
    exculpating: rows(source, exculpating),
    other: rows(source, other),
    sent: rows(
      source,
      [...sent].sort((a, b) => a.seq - b.seq),
    ),
    exculpatingCount: exculpating.length.toString(),
    otherCount: other.length.toString(),
    sentCount: sent.length.toString(),
  };
}

function among(items: readonly DossierItem[], ...whys: readonly Why[]): readonly DossierItem[] {
  return items.filter(({ why }) => whys.includes(why));
}

function rows(source: Source, items: readonly DossierItem[]): readonly Fields[] {
  return items.map((item, i) => ({
    n: (i + 1).toString(),
    seq: `第${item.seq.toString()}号`,
    time: chineseTime(item.at),
    text: textOf(item),
    by: byOf(source, item),
  }));
}

function textOf(item: DossierItem): string {
  switch (item.why) {
    case 'acted':
      return `已办理：${eventWords(item.type)}`;
    case 'failed':
      return `办理记录：${eventWords(item.type)}`;
    case 'silent':
      return `期限届满的记录：${eventWords(item.type)}`;
    case 'told':
      return `通知：${noticeWords(item.notice)}。${item.readAt === null ? '已阅读' : `${chineseTime(item.readAt)}阅读`}。`;
    case 'untold':
      return `通知：${noticeWords(item.notice)}。至卷宗封存时没有阅读记录。`;
  }
}

function byOf(source: Source, item: DossierItem): string {
  if (item.why === 'silent') return '系统';
  const post = source.name(item.post).name;
  return 'person' in item ? `${post}  ${source.name(item.person).name}` : post;
}

function eventWords(type: string): string {
  return type in EVENT_WORDS ? EVENT_WORDS[type as EventType] : '其他记录';
}

/** What stands for what a notice's title leaves to be filled in: which one it was stands in the record that it points to. */
const FILLED: Readonly<Record<string, string>> = {
  rung: '督办',
  document: '文书',
  control: '现场处理措施',
  supply: '停止供应',
};

function noticeWords(notice: string): string {
  const title = HAZARD_FACE.notices[notice]?.title ?? '通知';
  return title.replace(/\{(\w+)\}/g, (_, name: string) => FILLED[name] ?? '有关事项');
}
