import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Db } from '../../db/client.ts';
import { seenOf } from '../../db/registers/contacts.ts';
import { identityNumber } from '../../db/registers/identity-number.ts';
import { unitsOfPerson } from '../../db/registers/leaves.ts';
import { addPerson, changePerson, type Person } from '../../db/registers/people.ts';
import { dayOf } from '../../workflows/kernel/instant.ts';
import { STAFFERS } from '../access/askers.ts';
import { contactsOf } from '../access/registers.ts';
import { isAsker } from '../access/row.ts';
import { checkBody } from '../bodies/checked.ts';
import { PERSON_CHANGE, PERSON_ENTRY } from '../bodies/entries.ts';
import type { Api } from '../context.ts';
import { signedIn } from '../plugins/sessions.ts';
import { problem } from '../problems/problem.ts';
import { newId, reasonedBy, stafferOf, written, type EntryWords } from '../registers/written.ts';

type Asked = Partial<Omit<Person, 'identity'>> & { readonly identityNumber?: string; readonly reason: string };

const PERSON: EntryWords = { prefix: 'per', what: '人员', unfit: 'PersonUnfit' };

/** What leaders change of the people of their own unit. */
const OF_LEADERS = ['reason', 'phone', 'email', 'certificate', 'certificateFrom', 'certificateTo'];
const CERTIFICATE = OF_LEADERS.filter((name) => name.startsWith('certificate'));

/** Entering and changing people. The number of an identity card becomes a keyed hash here and goes no further. */
export function peopleRoutes(app: FastifyInstance, { db, secrets }: Api): void {
  app.post('/v1/registers/people', async (request, reply) => {
    checkBody(PERSON_ENTRY, request.body);
    const asked = request.body as Asked & Pick<Person, 'name'>;
    const { reason, identityNumber: _, ...parts } = asked;
    const blank = { phone: null, email: null, certificate: null, certificateFrom: null, certificateTo: null };
    const id = newId(request, PERSON, asked.id);
    const person: Person = { ...blank, identity: null, ...parts, ...identityIn(request, asked), id };
    const row = written(await addPerson(db, person, reasonedBy(request, reason)), PERSON, asked.id !== undefined);
    return reply.status(201).send(seen(request, row));
  });

  app.patch<{ Params: { id: string } }>('/v1/registers/people/:id', async (request) => {
    checkBody(PERSON_CHANGE, request.body);
    const asked = request.body as Asked;
    const { reason, identityNumber: _, ...parts } = asked;
    await mayChange(db, request, request.params.id, Object.keys(asked));
    const changes = { ...parts, ...identityIn(request, asked) };
    const row = written(await changePerson(db, request.params.id, changes, stafferOf(request, reason)), PERSON);
    return seen(request, row);
  });

  function identityIn(request: FastifyRequest, { identityNumber: text }: Asked): Partial<Pick<Person, 'identity'>> {
    if (text === undefined) return {};
    const number = identityNumber(text, dayOf(request.receivedAt));
    if (number === null) {
      const detail = '身份证号有误，请核对位数、出生日期和校验码';
      const errors = [{ pointer: '/identityNumber', code: 'IdentityNumberWrong', detail }];
      throw problem('PersonUnfit', `${detail}。`, { errors });
    }
    return { identity: secrets.mac('person', number) };
  }
}

/** 安委办主任 and the administrator change all, leaders of the person's own unit how to reach them and certificates. */
async function mayChange(db: Db, request: FastifyRequest, person: string, fields: readonly string[]): Promise<void> {
  const { actor } = signedIn(request);
  const isOfCertificate = fields.some((field) => CERTIFICATE.includes(field));
  if (isOfCertificate && person === actor.person) throw problem('OwnCertificate', '本人的执法证件须由他人登记。');
  if (fields.includes('identityNumber') && person === actor.person)
    throw problem('Forbidden', '本人的身份证号须由他人登记。');
  if (isAsker(actor, STAFFERS)) return;
  const units = await unitsOfPerson(db, person, request.receivedAt);
  if (units?.includes(actor.unit) !== true)
    throw problem('Forbidden', '人员信息由本单位分管以上负责人、安委办主任或系统管理员变更。');
  // Whoever is inspected does not make inspectors.
  const isAllowed =
    fields.every((field) => OF_LEADERS.includes(field)) && !(isOfCertificate && actor.role === 'enterprise');
  if (!isAllowed)
    throw problem('Forbidden', '单位负责人只能变更本单位人员的联系方式和执法证件，企业只能变更联系方式。');
}

function seen(request: FastifyRequest, person: Person): object {
  return seenOf(person, person.id, contactsOf(signedIn(request).actor));
}
