import { AlignmentType, type Document, ImageRun, Paragraph, type Paragraph as Block } from 'docx';
import { form, pair, wide, filled, signed } from '../layout/form.ts';
import { grid } from '../layout/grid.ts';
import { sheet } from '../layout/page.ts';
import { text } from '../layout/text.ts';
import { PEN } from '../working/case.ts';
import type { Photo } from './photos.ts';

/** 办理过程: every event, filled from `course`. */
export function coursePart(): Document {
  return sheet(
    heading('办 理 过 程'),
    grid('course', [
      { heading: '序号', share: 8, words: '{n}', align: 'center' },
      { heading: '时间', share: 24, words: '{time}' },
      { heading: '事项', share: 38, words: '{text}' },
      { heading: '办理单位和岗位', share: 30, words: '{by}' },
    ]),
  );
}

/** 证据材料清单: every file by its hash, filled from `evidence`. */
export function evidencePart(): Document {
  return sheet(
    heading('证 据 材 料 清 单'),
    grid('evidence', [
      { heading: '序号', share: 8, words: '{n}', align: 'center' },
      { heading: '材料名称', share: 26, words: '{name}' },
      { heading: '类型', share: 12, words: '{type}', align: 'center' },
      { heading: '上传时间', share: 22, words: '{at}' },
      { heading: '哈希值（SHA-256）', share: 32, words: '{hash}' },
    ]),
  );
}

/** 备考表: how many leaves there are and which papers were left out; what else is missing and who looked is written by pen. */
export function closingPart(): Document {
  return sheet(
    heading('备  考  表'),
    form(
      pair('案卷号', '{number}', '隐患编号', '{caseNumber}'),
      wide(
        '本卷情况',
        filled('本卷共{pages}页，装订文书{papers}件，附证据材料{files}件。'),
        filled('未装订的文书：{left}。'),
        filled('系统按办理记录自动编排；总页数不含另行装订的纸质材料。'),
      ),
      wide('缺损、修改、补充、移出情况', ...Array.from({ length: 6 }, () => filled(''))),
      wide('立卷人', '{filer}', signed('{filedOn}')),
      wide('检查人', PEN, signed('年    月    日')),
    ),
  );
}

/** Pictures with the number and name that the list gives them, two to a page. */
export function photosPart(photos: readonly Photo[], first: boolean): Document {
  return sheet(...(first ? [heading('证 据 图 片')] : []), ...photos.flatMap(pictureOf));
}

function pictureOf({ n, name, jpeg, width, height }: Photo): Block[] {
  return [
    text(`证据${n}：${name}`, { size: 'note', align: 'left', before: 160, keepNext: true }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [new ImageRun({ type: 'jpg', data: jpeg, transformation: { width, height } })],
    }),
  ];
}

function heading(words: string): Block {
  return text(words, { size: 'title', face: 'title', align: 'center', after: 240 });
}
