import { useParams, useSearchParams } from 'react-router';
import { Missing } from '../../app/missing.tsx';
import { useKinds } from '../../client/kinds.ts';
import { Loading } from '../../parts/loading.tsx';
import { queryOf } from '../../parts/list-path.ts';
import { Page } from '../../parts/page.tsx';
import { ExportButton } from '../../parts/export-button.tsx';
import { askedOf } from './filter.ts';
import { Filters } from './filters.tsx';
import { Kinds } from './kinds.tsx';
import { MatterPages } from './matter-pages.tsx';
import './matters.css';

/** All matters of a kind that the reader sees, narrowed as the address says. */
export function Matters() {
  const { kind: path = 'hazards' } = useParams();
  const [search] = useSearchParams();
  const kinds = useKinds();
  const kind = kinds.find((one) => one.path === path);
  if (kinds.length === 0) return <Loading />;
  if (kind === undefined) return <Missing />;
  const query = queryOf(askedOf(search));
  return (
    <Page title={kind.title} about={<Kinds />} actions={<ExportButton path={path} query={query} title={kind.title} />}>
      <Filters kind={kind} />
      <MatterPages key={`${path}?${query}`} kind={kind} query={query} />
    </Page>
  );
}
