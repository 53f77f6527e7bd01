/** What an overview row takes from the documents. */
import { describe, expect, it } from 'vitest';
import type { Scalar, SectionValues } from '../../model/api.ts';
import { projectDue, projectFacts } from '../../server/services/projection.ts';

const section = (part: Partial<SectionValues> & { readonly order?: Readonly<Record<string, readonly string[]>> }) => ({ fields: {}, rows: {}, texts: {}, marks: {}, ...part });
const facts = (profile: ReturnType<typeof section>, kind = 'organisation', preferences: ReturnType<typeof section> | null = null) => projectFacts({ kind, profile, preferences });

describe('projectFacts', () => {
  it('takes nothing from documents that are not there', () => {
    expect(projectFacts({ kind: 'organisation', profile: null, preferences: null })).toEqual({
      name: null, data: { shortName: null, roles: [], place: null, contacts: [], keyTen: { filled: 0, of: 0 }, warning: null, doNotContact: false }, lifecycle: { category: null, strategy: null }, texts: [],
    });
  });

  it('puts the preferred way of contact first and a dead one last', () => {
    const rows = { methods: { a: { kind: 'phone', value: '1', alive: false }, b: { kind: 'email', value: '2' }, c: { kind: 'mobile', value: '3', preferred: true }, d: { kind: 'fax' } } };
    expect(facts(section({ rows, order: { methods: ['a', 'b', 'c', 'd'] } })).data.contacts.map(({ value }) => value)).toEqual(['3', '2', '1']);
  });

  it('names the place by the business address, then the registered one', () => {
    const address = (use: string, city: Scalar, country: Scalar = null) => ({ use, city, country });
    expect(facts(section({ rows: { addresses: { a: address('registered', 'Bonn'), b: address('business', 'Berlin') } } })).data.place).toBe('Berlin');
    expect(facts(section({ rows: { addresses: { a: address('mailing', 'Essen'), b: address('registered', null, 'DE') } } })).data.place).toBe('DE');
  });

  it('counts the key ten of individuals, without what stands in closed sections', () => {
    const profile = section({ fields: { 'customer.name': '林美華', 'person.dateOfBirth': '1980-05', 'person.employer': ' ' }, rows: { methods: { a: { kind: 'phone', value: '1' } } } });
    const preferences = section({ rows: { hobbies: { h: { item: 'tea' } } } });
    const open = facts(profile, 'individual', preferences).data.keyTen;
    expect(open.of).toBe(8);
    expect(facts(profile, 'individual').data.keyTen.filled).toBe(open.filled - 1);
    expect(facts(profile, 'organisation', preferences).data.keyTen).toEqual({ filled: 0, of: 0 });
  });
});

describe('projectDue', () => {
  const year = (records: Record<string, { time: string; nextAppointment?: string; salesperson?: string; subject?: string }>) => section({
    rows: { contacts: Object.fromEntries(Object.entries(records).map(([id, { subject: _subject, ...cells }]) => [id, cells])) },
    texts: Object.fromEntries(Object.entries(records).map(([id, { subject = '' }]) => [`contacts/${id}/subject`, subject])),
  });

  it('holds an appointment until somebody was in contact on or after its day', () => {
    const before = year({ a: { time: '2026-03-01T10:00[Europe/Berlin]', nextAppointment: '2026-03-10', salesperson: 'li', subject: 'Price' } });
    expect(projectDue([before])).toEqual([{ kind: 'appointment', date: '2026-03-10', text: 'Price', person: 'li' }]);
    expect(projectDue([before, year({ b: { time: '2026-03-09T10:00[Europe/Berlin]' } })])).toHaveLength(1);
    expect(projectDue([before, year({ b: { time: '2026-03-10T08:00[Europe/Berlin]' } })])).toEqual([]);
  });

  it('reaches over the turn of the year, nearest first, five at most', () => {
    const old = year({ a: { time: '2025-12-30', nextAppointment: '2026-01-15' } });
    const many = year(Object.fromEntries([9, 3, 7, 5, 8, 4].map((day) => [`c${day}`, { time: '2026-01-01', nextAppointment: `2026-02-0${day}` }])));
    expect(projectDue([old, many]).map(({ date }) => date)).toEqual(['2026-01-15', '2026-02-03', '2026-02-04', '2026-02-05', '2026-02-07']);
  });

  it('shows the first line, cut between characters', () => {
    const text = projectDue([year({ a: { time: '2026-01-01', nextAppointment: '2026-01-02', subject: `${'😀'.repeat(100)}\nmore` } })])[0]?.text ?? '';
    expect([...text]).toHaveLength(80);
    expect(text.endsWith('😀…')).toBe(true);
  });
});
