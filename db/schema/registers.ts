import { sql } from 'drizzle-orm';
import { bigint, boolean, date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Bodies of the county and enterprises. `region` is the township that a unit lies in, its own id for a township. */
export const units = pgTable(
  'units',
  {
    id: text('id').primaryKey(),
    kind: text('kind', {
      enum: [
        'county',
        'office',
        'committee',
        'department',
        'township',
        'enterprise',
        'supervision',
        'discipline',
        'organization',
        'outside',
        'audit',
      ],
    }).notNull(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    /** 机关代字, which its document numbers begin with; without one the short name. */
    sign: text('sign'),
    region: text('region'),
    /** The unit that it belongs to (派出机构、站所、村社区); whoever belongs to that sees what this one sees. */
    parent: text('parent'),
    sectors: text('sectors')
      .array()
      .notNull()
      .default(sql`'{}'`),
    verified: boolean('verified').notNull().default(true),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
  },
  (t) => [
    index('units_parent')
      .on(t.parent)
      .where(sql`parent is not null`),
  ],
);

/** Posts of units; `rank` 1 经办, 2 分管, 3 主要负责人, 4 分管县领导, 5 县主要领导, 0 none. */
export const posts = pgTable(
  'posts',
  {
    id: text('id').primaryKey(),
    unit: text('unit')
      .notNull()
      .references(() => units.id),
    rank: integer('rank').notNull(),
    role: text('role').notNull(),
    title: text('title').notNull(),
    /** The place in `CountyPosts` that this post fills. */
    countyPost: text('county_post').unique(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
  },
  (t) => [index('posts_unit').on(t.unit, t.rank, t.id)],
);

/** People; who holds a law-enforcement certificate, and from when to when. */
export const people = pgTable('people', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  phone: text('phone'),
  email: text('email'),
  /** A keyed hash of the identity card's number: nobody stands in the register twice. */
  identity: text('identity').unique(),
  certificate: text('certificate'),
  certificateFrom: date('certificate_from'),
  certificateTo: date('certificate_to'),
});

/** Who holds which post from when to when. */
export const tenures = pgTable(
  'tenures',
  {
    post: text('post')
      .notNull()
      .references(() => posts.id),
    person: text('person')
      .notNull()
      .references(() => people.id),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
  },
  (t) => [primaryKey({ columns: [t.post, t.person, t.validFrom] }), index('tenures_person').on(t.person)],
);

/** Enterprises; their three named persons stand in `responsibilities`. */
export const enterprises = pgTable('enterprises', {
  unit: text('unit')
    .primaryKey()
    .references(() => units.id),
  creditCode: text('credit_code').unique(),
  sector: text('sector').notNull(),
  address: text('address'),
  regulator: text('regulator').references(() => units.id),
  key: boolean('key').notNull().default(false),
  verified: boolean('verified').notNull(),
});

/** Who answers for an enterprise (责任链): 领导责任人, 监管责任人, 主体责任人, each from when to when. */
export const responsibilities = pgTable(
  'responsibilities',
  {
    enterprise: text('enterprise')
      .notNull()
      .references(() => enterprises.unit),
    duty: text('duty', { enum: ['leader', 'supervisor', 'responsible'] }).notNull(),
    person: text('person')
      .notNull()
      .references(() => people.id),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
  },
  (t) => [
    primaryKey({ columns: [t.enterprise, t.duty, t.person, t.validFrom] }),
    index('responsibilities_person').on(t.person),
  ],
);

/** Which unit supervises which sector (三个监管: 直接, 综合, 属地); units may overlap, a sector without one goes to 安委办. */
export const jurisdictions = pgTable(
  'jurisdictions',
  {
    sector: text('sector').notNull(),
    unit: text('unit')
      .notNull()
      .references(() => units.id),
    kind: text('kind', { enum: ['direct', 'comprehensive', 'territorial'] }).notNull(),
    basis: text('basis').notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
  },
  (t) => [primaryKey({ columns: [t.sector, t.unit, t.kind, t.validFrom] })],
);

/** Grading clauses (重大事故隐患判定标准), in our own short words. */
export const clauses = pgTable('clauses', {
  id: text('id').primaryKey(),
  standard: text('standard').notNull(),
  title: text('title').notNull(),
  issuer: text('issuer').notNull(),
  clause: text('clause').notNull(),
  /** The edition, as a hazard's grading cites it. */
  version: text('version').notNull(),
  sector: text('sector').notNull(),
  text: text('text').notNull(),
  severity: text('severity', { enum: ['general', 'major'] }).notNull(),
  validFrom: date('valid_from').notNull(),
  validTo: date('valid_to'),
  verified: boolean('verified').notNull(),
});

/** Workdays as the State Council published them, a row for each version of a year; the highest published one counts. */
export const calendars = pgTable(
  'calendars',
  {
    year: integer('year').notNull(),
    version: integer('version').notNull().default(1),
    status: text('status', { enum: ['draft', 'published'] })
      .notNull()
      .default('published'),
    holidays: date('holidays').array().notNull(),
    workdays: date('workdays').array().notNull(),
    /** The notice's number. */
    source: text('source').notNull(),
    publishedOn: date('published_on').notNull(),
    draftedBy: text('drafted_by'),
    publishedBy: text('published_by'),
    publishedAt: instant('published_at'),
    reason: text('reason'),
  },
  (t) => [primaryKey({ columns: [t.year, t.version] })],
);

/** Special periods (特殊时段), by the county's own decision; one that is revoked no longer counts for new terms. */
export const specialPeriods = pgTable('special_periods', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  from: date('from_day').notNull(),
  to: date('to_day').notNull(),
  /** The paper that decided it. */
  basis: text('basis').notNull().default(''),
  decidedBy: text('decided_by'),
  revokedAt: instant('revoked_at'),
});

/** Leave of a person from one day to another, and the post that stands in meanwhile, if any was named. */
export const leaves = pgTable(
  'leaves',
  {
    id: text('id').primaryKey(),
    person: text('person')
      .notNull()
      .references(() => people.id),
    from: date('from_day').notNull(),
    to: date('to_day').notNull(),
    deputyPost: text('deputy_post').references(() => posts.id),
    reason: text('reason').notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    cancelledAt: instant('cancelled_at'),
  },
  (t) => [index('leaves_person').on(t.person, t.from)],
);

/** Policies, drafts and published versions; a published one never changes, a matter freezes what it needs of one. */
export const policies = pgTable(
  'policies',
  {
    kind: text('kind').notNull(),
    id: text('id').notNull(),
    version: integer('version').notNull(),
    effectiveFrom: date('effective_from').notNull(),
    effectiveTo: date('effective_to'),
    content: jsonb('content').notNull(),
    status: text('status', { enum: ['draft', 'published'] })
      .notNull()
      .default('published'),
    title: text('title').notNull().default(''),
    draftedBy: text('drafted_by'),
    publishedBy: text('published_by'),
    publishedAt: instant('published_at'),
  },
  (t) => [primaryKey({ columns: [t.kind, t.id, t.version] })],
);

/** Every change of a register: who, when, before, after. */
export const registerVersions = pgTable(
  'register_versions',
  {
    ord: bigint('ord', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    register: text('register').notNull(),
    id: text('id').notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  (t) => [index('register_versions_of').on(t.register, t.id, t.ord)],
);
