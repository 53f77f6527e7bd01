/** Groups of similar customers (C-19): made of everybody, kept as a class with a name by what they share, shown by badge and register, and the same group keeps its name. */
import { expect, test } from 'vitest';
import type { Analysis, BarsPart, Report, TablePart } from '../../model/analysis/shape.ts';
import { matched } from '../../model/analysis/similar.ts';
import type { RegisterPage } from '../../model/register/query.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { Who } from '../helpers/http-world.ts';

const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward', 'admin'] };
const sam: Who = { sub: 'sam', name: 'Sam', roles: ['staff'] };
interface Made { readonly groups: readonly { readonly key: string; readonly label: Readonly<Record<string, string>>; readonly size: number }[]; readonly customers: number; readonly moved: number }

test('A group that mostly stays together keeps its name; another one gets a number that none ever had', () => {
  const before = ['g1', 'g1', 'g1', 'g2', 'g2', null];
  expect(matched(before, [1, 1, 1, 0, 0, 0], 2, 4)).toEqual({ names: ['g2', 'g1'], last: 4 });
  expect(matched(before, [0, 1, 2, 0, 1, 2], 3, 4).last).toBeGreaterThan(4);
  expect(matched([], [0, 1], 2, 0)).toEqual({ names: ['g1', 'g2'], last: 2 });
});

test('Everybody is put into groups that are kept, named by what they share, and found by the register', async () => {
  const world = await httpWorld();
  try {
    for (const who of [stella, sam]) await world.call(who, 'GET', '/api/me');
    const ids: string[] = [];
    for (let i = 0; i < 16; i++) {
      const big = i % 2 === 0;
      const id = `S${i}`;
      ids.push(id);
      expect((await world.call(stella, 'POST', '/api/archives', { id, kind: big ? 'organisation' : 'individual', name: `Customer ${i}` })).status).toBe(201);
      const items = Array.from({ length: big ? 6 : 1 }, (_, n) => ({ kind: 'sale', date: `2026-0${1 + (n % 2)}-1${n}`, amount: big ? `${9_000 + 50 * i}.00` : `${20 + i}.00` }));
      expect((await world.call(stella, 'POST', `/api/archives/${id}/transactions`, { items })).status).toBeLessThan(300);
    }
    await world.dossier.settled();
    expect((await world.call(sam, 'POST', '/api/analysis/similar')).status).toBe(403);
    const made = (await world.call<Made>(stella, 'POST', '/api/analysis/similar')).body;
    expect([made.customers, made.moved, made.groups.reduce((sum, { size }) => sum + size, 0)]).toEqual([16, 16, 16]);
    expect(made.groups.length).toBeGreaterThan(1);
    for (const { label } of made.groups) for (const language of ['en', 'zh-Hans', 'zh-Hant', 'es']) expect(label[language]?.length).toBeGreaterThan(1);
    expect(made.groups.map(({ label }) => label['en']).join()).toMatch(/Type/);
    expect((await world.call<Made>(stella, 'POST', '/api/analysis/similar')).body).toMatchObject({ moved: 0, groups: made.groups });
    await world.dossier.settled();

    const answer = (await world.call<Analysis>(stella, 'GET', '/api/analysis/similar?lang=es')).body;
    const { bars } = answer.parts.find(({ key }) => key === 'groups') as BarsPart;
    expect(new Set(bars.map(({ label }) => label))).toEqual(new Set(made.groups.map(({ label }) => label['es'])));
    for (const { value, where } of bars) expect((await world.call<RegisterPage>(stella, 'POST', '/api/archives/query', { where })).body.total).toBe(value);

    const { key: value, size } = made.groups[0]!;
    const members = (await world.call<RegisterPage>(stella, 'POST', '/api/archives/query', { where: [{ key: 'class.similar', op: 'eq', values: [value] }], columns: ['class.similar'] })).body.items;
    expect(members).toHaveLength(size);
    // who buys for thousands is in no group with who buys for twenty
    expect(new Set(members.map(({ id }) => Number(id.slice(1)) % 2)).size).toBe(1);
    const overview = (await world.call<{ classes: Record<string, { value: string; label: Record<string, string>; inputs: readonly { key: string; value: unknown }[] }> }>(stella, 'GET', `/api/archives/${members[0]!.id}/overview`)).body;
    expect(overview.classes['similar']).toMatchObject({ value, label: made.groups[0]!.label });
    expect(overview.classes['similar']!.inputs.find(({ key }) => key === 'inGroup')?.value).toBe(size);

    await world.dossier.services.reports.make('2026-03');
    const report = (await world.call<Report>(stella, 'GET', '/api/analysis/reports/2026-03?lang=en')).body;
    expect((report.parts.find(({ key }) => key === 'class.similar') as TablePart).rows.reduce((sum, { cells }) => sum + Number(cells[1]), 0)).toBe(16);
    expect(world.errors).toEqual([]);
  } finally {
    await world.close();
  }
}, 120_000);
