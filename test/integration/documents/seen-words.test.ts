import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../../activities/documents/engine/index.ts';
import { unseenIn } from '../../../activities/documents/look-at-template.ts';
import { shippedTemplate } from '../../../activities/documents/layout/pack.ts';
import { DOCUMENTS, PAPER_RULES } from '../../../workflows/kernel/papers.ts';
import { docxOf } from '../../support/small-docx.ts';
import { definitionOf } from './drawn-story.ts';

afterAll(closeBrowser);

const field = (name: string, label: string) => ({ field: name, label, source: '测试' });
const ASKED = {
  required: [field('party', '单位名称'), field('items', '问题'), field('items.text', '问题内容')],
  others: [
    field('note', '备注'),
    field('items.hint', '提示'),
    field('assists', '协办'),
    field('assists.unit', '协办单位'),
  ],
};
const ITEMS = '<w:p><w:r><w:t>{#items}{text}{hint}{/items}</w:t></w:r></w:p>';

/** A template in which the party's name stands like this. */
function withParty(run: string, paragraph = '', text = '{party}'): Buffer {
  return docxOf(`<w:p><w:pPr>${paragraph}</w:pPr><w:r><w:rPr>${run}</w:rPr><w:t>${text}</w:t></w:r></w:p>${ITEMS}`);
}
const size = (halfPoints: number): string => `<w:sz w:val="${halfPoints.toString()}"/>`;
const color = (hex: string): string => `${size(32)}<w:color w:val="${hex}"/>`;

describe('a mandatory field of a template', () => {
  it.each([
    ['white', color('FFFFFF'), '', '{party}'],
    ['nearly white', color('F2F2F2'), '', '{party}'],
    ['black on black', color('111111'), '<w:shd w:val="clear" w:fill="000000"/>', '{party}'],
    ['of four points', size(8), '', '{party}'],
    ['of one point', size(2), '', '{party}'],
    ['off the page', size(32), '<w:ind w:left="-20000"/>', '{party}'],
    ['within a condition of a field that may be empty', size(32), '', '{#note}{party}{/note}'],
    ['within rows that may not be', size(32), '', '{#assists}{party}{/assists}'],
    ['within a condition that never holds', size(32), '', '{^items}{party}{/items}'],
  ])('%s is named', async (_, run, paragraph, text) => {
    const [fault = '', ...more] = await unseenIn(withParty(run, paragraph, text), ASKED);
    expect(fault).toMatch(/^必备字段“party”（单位名称）填写后看不见：/);
    expect(more).toEqual([]);
  });

  it.each([
    ['black', size(32), ''],
    ['grey', color('595959'), ''],
    ['red', color('C00000'), ''],
    ['white on black', color('FFFFFF'), '<w:shd w:val="clear" w:fill="000000"/>'],
    ['small', size(11), ''],
  ])('%s is seen', async (_, run, paragraph) => {
    expect(await unseenIn(withParty(run, paragraph), ASKED)).toEqual([]);
  });

  it.each(DOCUMENTS.filter((name) => PAPER_RULES[name].mode !== 'draft'))('is seen in the shipped %s', async (name) => {
    const definition = definitionOf(name);
    expect(await unseenIn((await shippedTemplate(definition)).docx, definition)).toEqual([]);
  });
});
