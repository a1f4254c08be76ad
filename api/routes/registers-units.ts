import type { FastifyInstance } from 'fastify';
import type { Unit } from '../../db/registers/unit.ts';
import { addUnit, changeUnit, type UnitChanges } from '../../db/registers/units.ts';
import { checkBody } from '../bodies/checked.ts';
import { UNIT_CHANGE, UNIT_ENTRY } from '../bodies/entries.ts';
import type { Api } from '../context.ts';
import { newId, reasonedBy, written, type EntryWords } from '../registers/written.ts';

type NewUnit = Pick<Unit, 'kind' | 'name' | 'shortName' | 'validFrom'> &
  Partial<Pick<Unit, 'id' | 'sign' | 'region' | 'parent' | 'sectors' | 'validTo'>> & { readonly reason: string };

const UNIT: EntryWords = { prefix: 'u', what: '单位', unfit: 'UnitUnfit' };

/** Entering, changing and ending units. */
export function unitRoutes(app: FastifyInstance, { db }: Api): void {
  app.post('/v1/registers/units', async (request, reply) => {
    checkBody(UNIT_ENTRY, request.body);
    const { reason, ...asked } = request.body as NewUnit;
    const blank = { sign: null, region: null, parent: null, sectors: [], verified: true, validTo: null };
    const unit: Unit = { ...blank, ...asked, id: newId(request, UNIT, asked.id) };
    const said = await addUnit(db, unit, reasonedBy(request, reason));
    return reply.status(201).send(written(said, UNIT, asked.id !== undefined));
  });

  app.patch<{ Params: { id: string } }>('/v1/registers/units/:id', async (request) => {
    checkBody(UNIT_CHANGE, request.body);
    const { reason, ...changes } = request.body as UnitChanges & { readonly reason: string };
    return written(await changeUnit(db, request.params.id, changes, reasonedBy(request, reason)), UNIT);
  });
}
