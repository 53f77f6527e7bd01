/** Makes sample archives of their short forms for a seeding day. The same day gives the same archives: chance comes from the archive's id. */
import type { SectionPatch, Transaction } from '../../model/api.ts';
import type { ArchiveId, DepartmentId, ExternalKey, PersonId } from '../../model/ids.ts';
import { contactsOf } from '../../model/sections.ts';
import { listed } from './spec.ts';
import type { Address, Contact, Method, Pattern, RecordSpec, Spec, Trade } from './spec.ts';
import type { SampleArchive } from './types.ts';

const DAY = 86_400_000;
const dayAt = (today: string, days: number): string => new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** Numbers from 0 to 1 that look random and are always the same for the same text. */
function chanceOf(text: string): () => number {
  let state = 2_166_136_261;
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Rows = NonNullable<SectionPatch['rows']>[string];

const methodRows = (methods: readonly Method[], today: string, person?: string): Rows =>
  Object.fromEntries(methods.map(([kind, value, label], i) => [
    `${person ?? 'm'}${i + 1}`,
    { ...(person === undefined ? {} : { person }), kind, value, ...(label === undefined ? {} : { label }), preferred: i === 0, alive: true, verifiedAt: dayAt(today, -30 - 17 * i) },
  ]));

const addressRows = (addresses: readonly Address[]): Rows =>
  Object.fromEntries(addresses.map(([use, text, city, region, postcode, country]) => [`a-${use}`, { use, text, city, region, postcode, country }]));

function profile(spec: Spec, today: string): SectionPatch {
  const lists = Object.fromEntries(Object.entries(spec.lists ?? {}).map(([key, values]) => [key, listed(values)]));
  return {
    fields: spec.fields,
    rows: { methods: methodRows(spec.methods, today), ...(spec.addresses ? { addresses: addressRows(spec.addresses) } : {}), ...lists, ...spec.rows },
    texts: spec.texts ?? {},
    marks: { 'fields/customer.name#source': 'registration', 'fields/customer.name#accuracy': 'verified' },
  };
}

function people(contacts: readonly Contact[], today: string): SectionPatch {
  const rows = Object.fromEntries(contacts.map(({ id, methods: _methods, ...cells }) => [id, cells]));
  const methods = Object.assign({}, ...contacts.map(({ id, methods }) => methodRows(methods ?? [], today, id))) as Rows;
  return { rows: { people: rows, ...(Object.keys(methods).length > 0 ? { peopleMethods: methods } : {}) } };
}

/** Contact records by the year of their time. */
function contacts(spec: Spec, records: readonly RecordSpec[], today: string): Record<string, SectionPatch> {
  const years = new Map<string, { rows: Record<string, Rows[string]>; texts: Record<string, string> }>();
  for (const [i, record] of records.entries()) {
    const date = dayAt(today, -record.ago);
    const name = contactsOf(Number(date.slice(0, 4)));
    const year = years.get(name) ?? { rows: {}, texts: {} };
    years.set(name, year);
    const id = `c${String(i + 1).padStart(2, '0')}`;
    year.rows[id] = {
      time: `${date}T${record.time}[${spec.zone}]`, channel: record.channel, salesperson: record.by ?? spec.owner,
      ...(record.with ? { contactPerson: record.with } : {}), ...(record.major ? { isMajor: true } : {}),
      ...(record.next ? { nextAppointment: `${dayAt(today, record.next[0])}T${record.next[1]}[${spec.zone}]` } : {}),
    };
    year.texts[`contacts/${id}/subject`] = record.subject;
    if (record.result !== undefined) year.texts[`contacts/${id}/result`] = record.result;
  }
  return Object.fromEntries([...years].map(([name, { rows, texts }]) => [name, { rows: { contacts: rows }, texts }]));
}

const MONTHS = 24;

/** Share of the full rate in a month that lies `back` months before today. */
function rateOf(pattern: Pattern, back: number): number {
  switch (pattern) {
    case 'steady': return 1;
    case 'growing': return 0.2 + 0.8 * ((MONTHS - back) / MONTHS);
    case 'declining': return Math.max(0, (back - 4) / MONTHS) * 1.6;
    case 'seasonal': return back % 6 < 2 ? 2.2 : 0.3;
    case 'new': return back < 3 ? 1 : 0;
    case 'lost': return back >= 14 ? 1 : 0;
  }
}

const STAY_REASONS = ['business', 'leisure', 'meeting', 'family'] as const;
const STAY_PAYMENTS = ['card', 'cash', 'bankTransfer', 'onAccount'] as const;

const cents = (amount: number): string => `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;

function trade(id: string, plan: Trade, today: string): Transaction[] {
  const chance = chanceOf(id);
  const made: Transaction[] = [];
  // what falls between two purchases is carried over, so that a rate of half a purchase a month gives one every second month
  let carried = 0.5;
  for (let back = MONTHS - 1; back >= (plan.pause ?? 0); back--) {
    carried += (plan.perYear / 12) * rateOf(plan.pattern, back);
    for (; carried >= 1; carried--) made.push(purchase(id, plan, dayAt(today, -Math.floor(back * 30.4 + 1 + chance() * 28)), made.length + 1, chance));
  }
  return [...made, ...made.flatMap((sale) => followUps(sale, chanceOf(`${sale.id} follows`), today))].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** What follows a sale on account: goods leave within days, money comes around the due date, now and then late, in part or not at all. */
function followUps(sale: Transaction, chance: () => number, today: string): Transaction[] {
  if (sale.kind !== 'sale' || !sale.dueAt) return [];
  const { currency, orderRef = null, lines } = sale;
  const follow = (kind: 'shipment' | 'collection', date: string, amount: string, more: Partial<Transaction>): Transaction[] =>
    date >= today ? [] : [{ id: `${sale.id}-${kind[0]}`, externalId: `${sale.id}-${kind[0]}`, source: 'sample', kind, date, amount, currency, orderRef, lines: [], ...more }];
  const [leaves, pays, share] = [2 + Math.floor(chance() * 5), Math.floor(chance() * 24) - 12, chance()];
  const amount = Math.round(Number(sale.amount) * 100);
  const recent = sale.dueAt > dayAt(today, -90);
  return [
    ...follow('shipment', dayAt(sale.date, leaves), '0.00', { tracking: `TR${String(Math.floor(chance() * 1e8)).padStart(8, '0')}`, lines: lines.map(({ item, quantity }) => ({ item, quantity, price: '0.00' })) }),
    // what was due long ago has been paid since
    ...(share < 0.12 && recent ? [] : follow('collection', dayAt(sale.dueAt, pays), cents(share < 0.24 && recent ? Math.round(amount * 0.4) : amount), {})),
  ];
}

/** Short, as a shop numbers its orders: the customer's share of the book, then counted. */
const orderOf = (id: string, number: number): string => `SO-${10 + Math.floor(chanceOf(`${id} orders`)() * 80)}${String(number).padStart(3, '0')}`;

/** What the shop paid for it: between six and eight tenths. */
const costOf = (amount: number, id: string): string => cents(Math.round(amount * (0.6 + 0.2 * chanceOf(`${id} cost`)())));

function stayOf(date: string, rate: number, id: string): NonNullable<Transaction['stay']> {
  const chance = chanceOf(`${id} stay`);
  const pick = (...keys: readonly string[]): string => keys[Math.floor(chance() * keys.length)] ?? '';
  return { reason: pick(...STAY_REASONS), rate: cents(rate), period: `${date}/${dayAt(date, 1 + Math.floor(chance() * 3))}`, payment: pick(...STAY_PAYMENTS) };
}

function purchase(id: string, plan: Trade, date: string, number: number, chance: () => number): Transaction {
  const kind = plan.kind ?? 'sale';
  // one sale in eighteen comes back in part
  const isReturn = kind === 'sale' && number > 3 && chance() < 0.055;
  const first = Math.floor(chance() * plan.items.length);
  const count = isReturn ? 1 : 1 + Math.floor(chance() * Math.min(3, plan.items.length));
  const lines = Array.from({ length: count }, (_, i) => {
    const [item, price] = plan.items[(first + i) % plan.items.length] ?? ['', 0];
    return { item, price, quantity: Math.max(1, Math.round(plan.quantity * (isReturn ? 0.1 : 0.5 + chance()))) };
  });
  const externalId = `${id}-${String(number).padStart(3, '0')}`;
  const amount = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  return {
    id: externalId, externalId, source: 'sample', kind: isReturn ? 'return' : kind, date, currency: 'EUR',
    amount: cents(amount), ...(kind === 'sale' ? { cost: costOf(amount, externalId) } : {}), ...(kind === 'stay' ? { stay: stayOf(date, lines[0]?.price ?? 0, externalId) } : {}),
    dueAt: plan.term === undefined || isReturn ? null : dayAt(date, plan.term), channel: null, orderRef: orderOf(id, number),
    lines: lines.map(({ item, price, quantity }) => ({ item, quantity: String(quantity), price: cents(price) })),
  };
}

/** `today` is the seeding day, `YYYY-MM-DD`. */
export function buildArchive(spec: Spec, today: string): SampleArchive {
  return {
    id: spec.id as ArchiveId, keys: spec.keys as readonly string[] as readonly ExternalKey[], code: spec.code, kind: spec.kind, packs: spec.packs,
    owner: spec.owner as PersonId, coOwners: (spec.coOwners ?? []) as readonly string[] as readonly PersonId[], department: spec.department as DepartmentId,
    confidentiality: spec.confidentiality ?? 'normal',
    sections: merged({ profile: profile(spec, today), ...(spec.people ? { people: people(spec.people, today) } : {}), ...contacts(spec, spec.records ?? [], today) }, spec.more ?? {}),
    transactions: spec.trade ? trade(spec.id, spec.trade, today) : [],
    files: spec.files ?? [],
  };
}

/** What a spec says of a section as it is, beside what its short forms say of it. */
function merged(made: Readonly<Record<string, SectionPatch>>, more: Readonly<Record<string, SectionPatch>>): Record<string, SectionPatch> {
  const all: Record<string, SectionPatch> = { ...made };
  for (const [section, patch] of Object.entries(more)) {
    const own = all[section];
    all[section] = own === undefined ? patch : { ...own, ...patch, fields: { ...own.fields, ...patch.fields }, rows: { ...own.rows, ...patch.rows }, texts: { ...own.texts, ...patch.texts } };
  }
  return all;
}
