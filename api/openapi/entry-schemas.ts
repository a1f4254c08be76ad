import { array, day, flag, instant, list, nullable, object, text } from './shapes.ts';

const ENTRY = { id: text, name: text };
const ANY = { type: 'object', additionalProperties: true };
const VERSIONS = array(object({ at: instant, before: nullable(ANY), after: nullable(ANY) }, { by: nullable(text) }));
const PERSON = nullable(object({ person: text, name: text, validFrom: day, validTo: nullable(day) }));
const UNIT = { ...ENTRY, shortName: nullable(text), kind: text, region: nullable(text) };

/** An entry has more columns: those of its register. */
function entry(columns: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}): object {
  return { ...object(columns, optional), additionalProperties: true };
}

/** What reading registers is answered with. */
export const ENTRY_SCHEMAS: Readonly<Record<string, object>> = {
  RegisterNames: list(text),
  RegisterPage: list(entry(ENTRY)),
  RegisterEntryWithVersions: entry({ ...ENTRY, versions: VERSIONS }),
  UnitList: list(entry(UNIT)),
  UnitEntry: entry({ ...UNIT, versions: VERSIONS }),
  JurisdictionList: list(entry({ ...ENTRY, sector: text, unit: text, unitName: text })),
  EnterpriseEntry: entry(
    { ...ENTRY, versions: VERSIONS },
    { people: object({ leader: PERSON, supervisor: PERSON, responsible: PERSON }) },
  ),
  SpecialPeriodList: list(
    object({ ...ENTRY, from: day, to: day, basis: text, decidedBy: text, revokedAt: nullable(instant) }),
  ),
  TemplateList: list(
    object({
      ...ENTRY,
      shipped: flag,
      fields: array(object({ field: text, label: text, source: text, required: flag })),
    }),
  ),
};
