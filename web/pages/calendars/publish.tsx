import { App } from 'antd';
import { call } from '../../client/api.ts';
import { COUNTY, useMay } from '../../client/may.ts';
import { changed } from '../../client/queries.ts';
import { useSession } from '../../client/session.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import type { CalendarVersion } from './year.ts';

const REASON = {
  type: 'object',
  required: ['reason'],
  properties: { reason: { type: 'string', title: '发布的理由', maxLength: 500 } },
} as const;

/** Publishes a draft, for whoever may and did not draft it. Matters that it concerns are counted anew at once. */
export function PublishCalendar({ version }: { readonly version: CalendarVersion }) {
  const { message } = App.useApp();
  const isMine = useMay(COUNTY);
  const isDrafter = useSession()?.person === version.draftedBy;
  if (!isMine || isDrafter)
    return <p className="soon">{isDrafter ? '草案是您拟的，须由另一人发布。' : '草案待安委办主任或县领导发布。'}</p>;
  return (
    <SchemaForm
      name={`calendar.publish.${version.id}`}
      schema={REASON}
      submit="发布"
      onSubmit={async (body) => {
        await call('POST', `/v1/registers/calendars/${version.id}/publish`, { body });
        message.success('已发布，有关的在办事项正在按新的日历重新计算。');
        await changed('/v1/registers/calendars', '/v1/revisions?');
      }}
    />
  );
}
