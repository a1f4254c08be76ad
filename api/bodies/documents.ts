import { SERVICE_WORDS } from '../../workflows/hazard/words.ts';
import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { evidenceFile, fileHash, object, oneOf, shaped, text } from '../../workflows/kernel/schema-parts.ts';
import { DATA_URL_MAX } from '../documents/signature-image.ts';

const HASH: JsonSchema = { ...fileHash, title: '所阅看版本 PDF 的哈希值' };
const NAME = (title: string): JsonSchema => text(title, 50);
const PLACE = object({
  lat: { type: 'number', minimum: -90, maximum: 90, title: '纬度' },
  lon: { type: 'number', minimum: -180, maximum: 180, title: '经度' },
});

/** A signature, or in place of the party's what was recorded of its refusal. */
export const SIGNATURE = object(
  { role: oneOf('签名人', { officer: '执法人员', party: '当事人', issuer: '签发人' }), hash: HASH },
  {
    image: {
      ...shaped('^data:image/png;base64,', '应为 PNG 图片的 data URL'),
      maxLength: DATA_URL_MAX,
      title: '签名图片（PNG，data URL）',
    },
    refusal: text('拒签情况'),
    name: NAME('签名人姓名'),
    witness: NAME('见证人姓名'),
    place: PLACE,
  },
);

export const ISSUE = object({ hash: HASH });

/** How it was served; the days and papers that each way wants are the rules' affair. */
export const SERVICE = object(
  {
    way: oneOf('送达方式', SERVICE_WORDS),
    date: { type: 'string', format: 'date', title: '送达日期' },
    evidence: {
      type: 'array',
      title: '佐证材料',
      maxItems: 20,
      items: evidenceFile,
    },
  },
  { witness: NAME('见证人姓名') },
);

export const REDRAW = object({ reason: text('理由') });
