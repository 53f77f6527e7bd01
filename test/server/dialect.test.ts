/** What the dialect writes otherwise for PostgreSQL, by what both engines answer; the statements of the stores are tried by their own suites. */
import { afterAll, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFacts } from '../../server/storage/engine/open.ts';
import { overEngines } from '../helpers/engines.ts';

const folder = mkdtempSync(join(tmpdir(), 'dossier-dialect-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

overEngines('one statement, one answer', (engine) => {
  const cases: Readonly<Record<string, readonly [sql: string, answer: unknown]>> = {
    'an object in a list is an object': [`SELECT json_group_array(json_object('a', 1)) AS it`, [{ a: 1 }]],
    'a list in a list is a list': [`SELECT json_array(json_array('x'), 'y') AS it`, [['x'], 'y']],
    'an object under a key is an object': [`SELECT json_object('k', json_object('a', json_array(1))) AS it`, { k: { a: [1] } }],
    'groups in groups': [`SELECT json_group_object('k', json_array(1, 2)) AS it`, { k: [1, 2] }],
    'a text that looks like JSON stays a text': [`SELECT json_array('{"a":1}') AS it`, ['{"a":1}']],
    'what is there of a filtered group': [`SELECT json_group_array(json_object('v', value)) FILTER (WHERE value <> 'b') AS it FROM json_each('["a","b"]')`, [{ v: 'a' }]],
  };
  test.each(Object.entries(cases))('%s', async (_, [sql, answer]) => {
    const database = await engine.database(folder);
    const facts = openFacts({ folder, ...(database === null ? {} : { database }) });
    try {
      expect(JSON.parse((facts.prepare(sql).get() as { it: string }).it)).toEqual(answer);
    } finally {
      facts.close();
    }
  });
});
