/** The report of a month: made on the first of the next one, kept, comparable, and told by department. */
import { expect, test } from 'vitest';
import type { Report, ReportLine, TablePart, TilesPart } from '../../model/analysis/shape.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { Who } from '../helpers/http-world.ts';

const stella: Who = { sub: 'stella', name: 'Stella', roles: ['steward', 'admin'] };
const mona: Who = { sub: 'mona', name: 'Mona', roles: ['manager'], department: 'south' };
const sam: Who = { sub: 'sam', name: 'Sam', roles: ['staff'], department: 'south' };
const tiles = ({ parts }: Report): Readonly<Record<string, readonly [unknown, unknown]>> => Object.fromEntries((parts.find(({ key }) => key === 'totals') as TilesPart).tiles.map(({ key, value, before }) => [key, [value, before]]));

test('A month is kept when it is over, beside the one before, and told to who reads the department', async () => {
  const clock = fakeClock(Date.parse('2026-05-20T10:00:00Z'));
  const world = await httpWorld({ clock });
  try {
    for (const who of [stella, mona, sam]) await world.call(who, 'GET', '/api/me');
    for (const department of [{ id: 'south', name: 'South', managers: ['mona'] }, { id: 'north', name: 'North' }]) expect((await world.call(stella, 'POST', '/api/departments', department)).status).toBe(201);
    const make = async (id: string, department: string, amount: string, date: string): Promise<void> => {
      expect((await world.call(stella, 'POST', '/api/archives', { id, kind: 'organisation', name: id, department })).status).toBe(201);
      expect((await world.call(stella, 'POST', `/api/archives/${id}/transactions`, { items: [{ kind: 'sale', date, amount }] })).status).toBeLessThan(300);
    };
    await make('S1', 'south', '100.00', '2026-05-02');
    await make('N1', 'north', '40.00', '2026-05-03');
    // came with what was bought before there was an archive
    await make('N2', 'north', '7.00', '2026-04-30');
    await world.dossier.settled();
    await world.dossier.services.reports.make('2026-04');
    await world.dossier.services.reports.make('2026-05');
    clock.advance(60_000);

    const months = (await world.call<{ items: readonly ReportLine[] }>(stella, 'GET', '/api/analysis/reports')).body.items;
    expect(months.map(({ month }) => month)).toEqual(['2026-05', '2026-04']);
    const whole = (await world.call<Report>(stella, 'GET', '/api/analysis/reports/2026-05?against=2026-04&lang=zh-Hant')).body;
    expect(whole.against).toBe('2026-04');
    expect(tiles(whole)).toMatchObject({ archives: [3, 1], opened: [3, 0], net: [140, 7], purchases: [2, 1], buyers: [2, 1] });
    expect((whole.parts.find(({ key }) => key === 'departments') as TablePart).rows.map(({ key }) => key)).toEqual(['north', 'south']);

    const south = (await world.call<Report>(mona, 'GET', '/api/analysis/reports/2026-05')).body;
    expect(tiles(south)).toMatchObject({ archives: [1, undefined], net: [100, undefined] });
    expect(JSON.stringify(south)).not.toContain('North');
    expect((await world.call<{ items: readonly ReportLine[] }>(sam, 'GET', '/api/analysis/reports')).body.items).toEqual([]);
    expect((await world.call(sam, 'GET', '/api/analysis/reports/2026-05')).status).toBe(404);
    expect((await world.call(stella, 'GET', '/api/analysis/reports/2026-03')).status).toBe(404);
    expect(world.errors).toEqual([]);
  } finally {
    await world.close();
  }
});
