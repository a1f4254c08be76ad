import type { Queryable } from '../db/client.ts';

/** The rows of a document in one, of `documents d`; null for what is no paper. Its editions and signatures name its files. */
export function paperColumn(sql: Queryable) {
  return sql`case when d.id is null then null else jsonb_build_object(
    'id', d.id, 'document', d.document, 'seq', d.seq, 'state', d.state, 'unit', d.unit, 'number', d.number,
    'counter', ${counterOf(sql)},
    'content', d.content, 'contentHash', d.content_hash, 'issuedAt', d.issued_at, 'issuedBy', d.issued_by, 'issuedPost', d.issued_post,
    'isUnheard', ${unheard(sql)},
    'service', d.service, 'seal', d.seal,
    'editions', coalesce((select jsonb_agg(jsonb_build_object('edition', e.edition, 'reason', e.reason, 'pages', e.pages,
        'pdfHash', e.pdf_hash, 'docxHash', e.docx_hash, 'template', e.template, 'by', e.by) order by e.edition)
      from document_editions e where e.document = d.id), '[]'),
    'signatures', coalesce((select jsonb_agg(jsonb_build_object('edition', s.edition, 'hash', s.hash, 'role', s.role,
        'person', s.person, 'post', s.post, 'name', s.name, 'imageHash', s.image_hash, 'refusal', s.refusal,
        'latitude', s.latitude, 'longitude', s.longitude, 'at', s.at) order by s.id)
      from document_signatures s where s.document = d.id), '[]')) end`;
}

/** The last number given in the series that a paper's number is of: of its unit, word and year. */
function counterOf(sql: Queryable) {
  return sql`(select max(n.last) from numbers n
    where n.series like '文书/' || d.unit || '/%/' || substring(d.number from '〔([0-9]{4})〕')
      and d.number like '%' || split_part(n.series, '/', 3) || '〔%')`;
}

/**
 * Whether the ledger does not know of an issue because the job that tells of it is not done, or the command that it became
 * has no answer or was refused. Commands, which have no index for it, are asked last and of the fewest.
 */
function unheard(sql: Queryable) {
  return sql`case when d.issued_at is null then false
    when exists (select 1 from ledger l where l.matter_id = d.matter_id and l.data ->> 'key' = d.key
      and (l.type = 'DocumentIssued' or l.type = 'DocumentDrawn' and l.data ? 'issued')) then false
    when exists (select 1 from jobs j where j.matter_id = d.matter_id and j.done_at is null and j.key like d.id || ':%') then true
    else exists (select 1 from commands c where c.matter_id = d.matter_id and c.type = 'Hear' and c.outcome <> 'done'
      and c.command -> 'body' -> 'data' ->> 'id' = d.id) end`;
}
