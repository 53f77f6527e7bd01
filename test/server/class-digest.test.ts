/** What a page hears of classes over its line has no reasons; these are asked for when somebody opens one, under the same rights, and asked for again when a rule has another version. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleArchives } from '../../demo/samples/index.ts';
import type { ClassesView } from '../../model/api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { LineDigest } from '../../model/overview.ts';
import { isSetScheme } from '../../model/classification/all-settings.ts';
import { seedDemo } from '../../server/services/demo-seed.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { HttpWorld } from '../helpers/http-world.ts';

const TODAY = '2026-03-02';
const READER = 'reader' as PersonId;
const PLAIN = 'plain' as PersonId;
let world: HttpWorld;
let ids: readonly ArchiveId[];
beforeAll(async () => {
  world = await httpWorld();
  await seedDemo(world.dossier, world.storage, TODAY);
  const { putPerson } = world.dossier.services.directory;
  const person = { email: null, department: null, reportsTo: null, active: true } as const;
  await putPerson({ ...person, id: READER, name: 'Reader', roles: ['steward'], clearances: ['identity', 'bank', 'aml'] });
  await putPerson({ ...person, id: PLAIN, name: 'Plain', roles: ['steward'], clearances: [] });
  await world.dossier.settled();
  ids = sampleArchives(TODAY).map(({ id }) => id);
}, 120_000);
afterAll(async () => { await world.close(); });

const briefOf = async (person: PersonId, id: ArchiveId): Promise<Extract<LineDigest, { readonly revision: number }>> => {
  const [digest] = await world.dossier.access.brief({ id: person }, [id]);
  if (!digest || digest.level === 'exists') throw new Error('no digest');
  return digest;
};

it('says the same classes as the reasons, in a fraction of the bytes', async () => {
  const whole = await world.dossier.access.digests({ id: READER }, ids);
  const brief = await world.dossier.access.brief({ id: READER }, ids);
  for (const [i, digest] of brief.entries()) {
    const full = whole[i];
    if (!digest || digest.level === 'exists' || !full || full.level === 'exists') throw new Error('no digest');
    const { rules, classes, ...rest } = digest;
    const { classes: results, ...same } = full;
    expect(rest).toEqual(same);
    // groups of similar customers have no rule that somebody sets
    expect(rules).toBe(Object.values(results).filter(({ scheme }) => isSetScheme(scheme)).reduce((sum, { rule }) => sum + rule.version, 0));
    for (const face of Object.values(classes)) {
      const { overridden, ...shown } = face;
      expect(results[face.scheme], face.scheme).toMatchObject(shown);
      expect(results[face.scheme]?.override !== undefined, face.scheme).toBe(overridden === true);
      expect(face).not.toHaveProperty('inputs');
    }
  }
  const bytes = (of: unknown): number => JSON.stringify(of).length / ids.length;
  console.log(`bytes a digest: ${Math.round(bytes(whole))} with reasons, ${Math.round(bytes(brief))} without`);
  expect(bytes(brief)).toBeLessThan(bytes(whole) / 3);
}, 60_000);

it('gives the reasons of what one may know of', async () => {
  const classesOf = async (sub: PersonId, path: string) => world.call<ClassesView>({ sub }, 'GET', path);
  const rated: ArchiveId[] = [];
  for (const id of ids) if ((await briefOf(READER, id)).classes.aml) rated.push(id);
  const id = rated[0]!;
  const all = await classesOf(READER, `/api/archives/${id}/classes`);
  expect(all.status).toBe(200);
  expect(Object.keys(all.body.classes).sort()).toEqual(Object.keys((await briefOf(READER, id)).classes).sort());
  const one = await classesOf(READER, `/api/archives/${id}/classes?scheme=aml`);
  expect(Object.keys(one.body.classes)).toEqual(['aml']);
  expect(one.body.classes.aml!.thresholds.length).toBeGreaterThan(0);
  expect((await classesOf(PLAIN, `/api/archives/${id}/classes?scheme=aml`)).body).toEqual({ classes: {} });
  expect((await briefOf(PLAIN, id)).classes).not.toHaveProperty('aml');
  expect((await classesOf(READER, `/api/archives/${id}/classes?scheme=nothing`)).status).toBe(422);
  expect((await classesOf('nobody' as PersonId, `/api/archives/${id}/classes`)).status).toBe(404);
}, 60_000);

it('is another digest when a rule has another version, for who knows of the scheme', async () => {
  let id = ids[0]!;
  for (const each of ids) if ((await briefOf(READER, each)).classes.aml) id = each;
  const [before, plain] = [await briefOf(READER, id), await briefOf(PLAIN, id)];
  let told = 0;
  const { hub } = world.dossier;
  const tell = hub.rulesChanged;
  hub.rulesChanged = () => { told++; tell(); };
  await world.dossier.services.classifier.set('aml', { firstDays: 13 }, READER);
  hub.rulesChanged = tell;
  expect(told).toBe(1);
  expect((await briefOf(READER, id)).rules).toBe(before.rules! + 1);
  expect(await briefOf(PLAIN, id)).toEqual(plain);
}, 60_000);
