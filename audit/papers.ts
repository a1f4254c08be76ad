import type { Queryable } from '../db/client.ts';

/** The rows of a document in one, of `documents d`; null for what is no paper. Its editions and signatures name its files. */
export function paperColumn(sql: Queryable) {
  return sql`case when d.id is null then null else jsonb_build_object(
    'id', d.id, 'number', d.number, 'state', d.state, 'unit', d.unit, 'content', d.content,
    'contentHash', d.content_hash, 'issuedBy', d.issued_by, 'service', d.service, 'seal', d.seal,
    'editions', coalesce((select jsonb_agg(jsonb_build_object('edition', e.edition, 'reason', e.reason, 'pages', e.pages,
        'pdfHash', e.pdf_hash, 'docxHash', e.docx_hash, 'template', e.template, 'by', e.by) order by e.edition)
      from document_editions e where e.document = d.id), '[]'),
    'signatures', coalesce((select jsonb_agg(jsonb_build_object('edition', s.edition, 'hash', s.hash, 'role', s.role,
        'person', s.person, 'post', s.post, 'name', s.name, 'imageHash', s.image_hash, 'refusal', s.refusal) order by s.id)
      from document_signatures s where s.document = d.id), '[]')) end`;
}
