import type { Dossier, DossierItem } from '../../../workflows/accountability/dossier.ts';
import type { EventType } from '../../../workflows/hazard/event.ts';
import { HAZARD_FACE } from '../../../workflows/hazard/face.ts';
import { EVENT_WORDS } from '../../../workflows/hazard/spoken.ts';
import type { Fields, Source } from '../definition.ts';
import { chineseTime } from '../layout/words.ts';

/** The index of a frozen dossier: what speaks for those concerned first, each row with its place in the hazard's record. */
export function dossierIndex(source: Source, dossier: Dossier | null): Fields {
  return {
    exculpating: rows(source, dossier?.for ?? []),
    other: rows(source, dossier?.against ?? []),
    exculpatingCount: (dossier?.for.length ?? 0).toString(),
    otherCount: (dossier?.against.length ?? 0).toString(),
  };
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
      return `已告知并阅读：${noticeWords(item.notice)}`;
    case 'untold':
      return `发出后没有阅读记录：${noticeWords(item.notice)}`;
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

/** A notice's title with what is filled in left out: which rung it was stands in the record that it points to. */
function noticeWords(notice: string): string {
  return HAZARD_FACE.notices[notice]?.title.replace(/\{rung\}/, '督办') ?? '通知';
}
