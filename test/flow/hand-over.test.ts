/** A hand-over of the built server while people edit: one commit, no lost edit, nothing to the leaver after the call returns; and killed in the middle. The size of the claim is `npm run test:soak`, or `node --import tsx test/simulation/hand-over.ts`. */
import { expect, it } from 'vitest';
import { handOver } from '../simulation/hand-over.ts';

it('300 archives are handed over while 20 people edit: every acknowledged edit is stored, the leaver’s connections are closed and hear nothing more, and a kill leaves all or nothing', { timeout: 180_000 }, async () => {
  const report = await handOver({ archives: 300, editors: 20, kills: 2, around: 800 });
  expect(report).toMatchObject({ lost: [], bytesAfter: 0, markersHeard: 0 });
  expect(report.closed).toEqual([9, 9]);
  expect(report.bytesBefore).toBeGreaterThan(10_000);
  expect(report.acked).toBeGreaterThan(100);
  expect(report.kills).toHaveLength(2);
  expect(report.kills.map(({ outcome }) => outcome)).not.toContain('TORN');
});
