/** The demo's sample company: every value may stand where it is, every name leads somewhere, and its trade gives classes to look at. */
import { describe, expect, it } from 'vitest';
import { SAMPLE_DEPARTMENTS, SAMPLE_PEOPLE, sampleArchives } from '../../demo/samples/index.ts';
import { dictionaryOf, PACKS } from '../../model/catalogue/catalogue.ts';
import { parseArchiveId, parseExternalKey } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { checkPatch } from '../../model/validation/section-rules.ts';

const DAYS = ['2026-11-22', '2027-01-02', '2028-02-29'];
const archives = sampleArchives('2026-11-22');
const people = new Set<string>(SAMPLE_PEOPLE.map((person) => person.id));
const departments = new Set<string>(SAMPLE_DEPARTMENTS.map((department) => department.id));

describe('the sample people', () => {
  it('belong to departments that exist, report to people who exist, and are told in four languages', () => {
    for (const person of SAMPLE_PEOPLE) {
      if (person.department !== null) expect(departments.has(person.department), person.name).toBe(true);
      if (person.reportsTo !== null) expect(people.has(person.reportsTo), person.name).toBe(true);
      for (const lang of LANGUAGES) expect(person.title[lang], `${person.name} ${lang}`).not.toBe('');
    }
    for (const { id, parent, managers } of SAMPLE_DEPARTMENTS) {
      if (parent !== null) expect(departments.has(parent), id).toBe(true);
      for (const manager of managers) expect(SAMPLE_PEOPLE.find((person) => person.id === manager)?.roles, id).toContain('manager');
    }
  });

  it('show every role that sees something else', () => {
    const roles = new Set(SAMPLE_PEOPLE.flatMap((person) => person.roles));
    for (const role of ['staff', 'manager', 'generalManager', 'service', 'steward', 'compliance', 'auditor', 'admin'] as const) expect(roles.has(role), role).toBe(true);
  });
});

describe('the sample archives', () => {
  it.each(DAYS)('hold only values that may stand, seeded on %s', (today) => {
    for (const { id, sections } of sampleArchives(today)) for (const [section, patch] of Object.entries(sections)) expect(checkPatch(section, patch), `${id} ${section}`).toEqual([]);
  });

  it('have ids, keys, kinds, packs and owners that exist, each key once', () => {
    const kinds = dictionaryOf('D-32')?.options.map((option) => option.key);
    const packs = new Set<string>(PACKS.map((pack) => pack.key));
    for (const { id, keys, kind, packs: own, owner, coOwners, department } of archives) {
      expect(parseArchiveId(id)).toBe(id);
      for (const key of keys) expect(parseExternalKey(key)).toBe(key);
      expect(kinds, id).toContain(kind);
      for (const pack of own) expect(packs.has(pack), `${id} ${pack}`).toBe(true);
      for (const person of [owner, ...coOwners]) expect(people.has(person), `${id} ${person}`).toBe(true);
      expect(departments.has(department), id).toBe(true);
    }
    const keys = archives.flatMap((archive) => archive.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(archives.length).toBeGreaterThanOrEqual(24);
    expect(new Set(archives.map((archive) => archive.id)).size).toBe(archives.length);
  });

  it('name only people of the same customer, and colleagues who exist', () => {
    for (const { id, sections } of archives) {
      const here = new Set(Object.keys(sections['people']?.rows?.['people'] ?? {}));
      for (const patch of Object.values(sections)) {
        for (const row of Object.values(patch.rows?.['contacts'] ?? {})) {
          if (row?.['contactPerson']) expect(here.has(String(row['contactPerson'])), id).toBe(true);
          expect(people.has(String(row?.['salesperson'])), id).toBe(true);
        }
      }
    }
  });

  it('are the same for the same day and end with that day', () => {
    expect(sampleArchives('2026-11-22')).toEqual(archives);
    for (const today of DAYS) {
      const dates = sampleArchives(today).flatMap((archive) => archive.transactions.map((each) => each.date));
      expect(dates.every((date) => date < today)).toBe(true);
      expect(dates.some((date) => date > sampleArchivesStart(today))).toBe(true);
    }
  });

  it('trade so that values differ by orders of magnitude and some buy no more', () => {
    const sums = archives.map(({ transactions }) => transactions.filter(({ kind }) => kind !== 'collection').reduce((sum, each) => sum + (each.kind === 'return' ? -1 : 1) * Number(each.amount), 0));
    expect(sums.filter((sum) => sum === 0).length).toBeGreaterThanOrEqual(1);
    expect(Math.max(...sums)).toBeGreaterThan(200_000);
    expect(Math.min(...sums.filter((sum) => sum > 0))).toBeLessThan(10_000);
    const lost = archives.filter(({ transactions }) => transactions.length > 0 && (transactions.at(-1)?.date ?? '') < '2025-11-22');
    expect(lost.length).toBeGreaterThanOrEqual(2);
  });

  it('have lines that add up to their amounts', () => {
    for (const { transactions } of archives) {
      for (const { kind, externalId, amount, lines } of transactions) {
        if (kind === 'collection') continue;
        expect(lines.reduce((sum, line) => sum + Math.round(Number(line.price) * 100) * Number(line.quantity), 0), externalId).toBe(Math.round(Number(amount) * 100));
      }
    }
    const ids = archives.flatMap((archive) => archive.transactions.map((each) => each.externalId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('speak four languages and several trades', () => {
    const packs = new Set(archives.flatMap((archive) => archive.packs));
    for (const pack of ['organisation', 'individual', 'dealer', 'hotel', 'bank', 'renovation', 'status', 'CN-2007-33']) expect(packs.has(pack), pack).toBe(true);
    const text = JSON.stringify(archives);
    for (const word of ['有限公司', '股份有限公司', 'Reformas', 'Joinery', '臺北', '广州']) expect(text).toContain(word);
  });
});

/** Two months before the day. */
function sampleArchivesStart(today: string): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - 61 * 86_400_000).toISOString().slice(0, 10);
}
