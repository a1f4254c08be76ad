import type { PersonThen, PostThen, RegistersThen, UnitThen } from '../../db/queries/registers-as-of.ts';
import { NotDrawable, type Named } from './definition.ts';

const UNKNOWN: Omit<Named, 'id' | 'name'> = {
  shortName: null,
  title: null,
  unit: null,
  certificate: null,
  phone: null,
  address: null,
  legalPerson: null,
  creditCode: null,
  sector: null,
  incumbent: null,
};

/** Answers who an id is. Throws `NotDrawable` for one that the registers do not know. */
export function namesOf({ units, posts, people }: RegistersThen): (id: string) => Named {
  const unitBy = byId(units);
  const postBy = byId(posts);
  const personBy = byId(people);
  const person = (id: string | null): PersonThen | undefined => (id === null ? undefined : personBy.get(id));
  const ofUnit = (unit: UnitThen): Named => {
    const head = person(unit.head);
    const { id, name, shortName, address, creditCode, sector } = unit;
    const more = { shortName, address, creditCode, sector, title: postBy.get(unit.headPost ?? '')?.title ?? null };
    return { ...UNKNOWN, id, name, ...more, legalPerson: head?.name ?? null, phone: head?.phone ?? null };
  };
  const ofPost = ({ id, title, unit, person: holder }: PostThen): Named => ({
    ...UNKNOWN,
    id,
    name: title,
    unit,
    incumbent: person(holder)?.name ?? null,
  });
  const ofPerson = ({ id, name, phone, certificate, post }: PersonThen): Named => {
    const held = postBy.get(post ?? '');
    return { ...UNKNOWN, id, name, phone, certificate, title: held?.title ?? null, unit: held?.unit ?? null };
  };
  return (id) => {
    const unit = unitBy.get(id);
    if (unit !== undefined) return ofUnit(unit);
    const post = postBy.get(id);
    if (post !== undefined) return ofPost(post);
    const found = personBy.get(id);
    if (found === undefined) throw new NotDrawable(`登记簿中没有“${id}”，文书中不能写明是谁。`);
    return ofPerson(found);
  };
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
