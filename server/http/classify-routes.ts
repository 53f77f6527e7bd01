/** Classifications: which schemes there are and what is set in them, a new version of one, and a run: now, or dry, without storing anything. */
import { createRoute, z } from '@hono/zod-openapi';
import { isSetScheme, SHIPPED_ALL, shapesOf } from '../../model/classification/all-settings.ts';
import type { SetScheme } from '../../model/classification/all-settings.ts';
import { dictionaryOf, optionOf } from '../../model/catalogue/catalogue.ts';
import { schemeLabel } from '../../model/classification/labels.ts';
import { SCHEME_NAMES } from '../../model/classification/names.ts';
import { knowsScheme, setsScheme } from '../../model/classification/rule-rights.ts';
import { SCHEME_KEYS, SCHEMES, showsScheme } from '../../model/classification/schemes.ts';
import { SettingsError } from '../../model/classification/settings.ts';
import type { RuleVersion } from '../../model/classification/settings.ts';
import type { Shape } from '../../model/classification/shape.ts';
import type { SettingView } from '../../model/api.ts';
import { ITEMS } from '../../model/aml/sheet.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { SchemeKey } from '../../model/overview.ts';
import { atLeast, hasInsight } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import { isCalendarDate } from '../services/dates.ts';
import { forbidden, invalid, Refusal } from '../services/errors.ts';
import type { Asker } from '../storage/rights-masks.ts';
import type { ClassifyAnswer } from '../storage/storage.ts';
import type { App, Door } from './door.ts';
import { classify, classifyRun, schemeSettings, schemesView } from './system-schemas.ts';
import { body, json, refusals, secured } from './spec.ts';

const NOTE_LONGEST = 500;

/** The words of what may be chosen, where a list has them; those of a form's own choices are the form's. */
function optionsOf(shape: Shape): SettingView['options'] {
  switch (shape.kind) {
    case 'keys': {
      const { dictionary } = shape;
      const keys = shape.options ?? (dictionary === null ? [] : (dictionaryOf(dictionary)?.options ?? []).map(({ key }) => key));
      return keys.map((key) => ({ key, label: (dictionary === null ? undefined : optionOf(dictionary, key)?.label) ?? null }));
    }
    case 'choice': return shape.options.map((key) => ({ key, label: null }));
    case 'each': return shape.keys.map((key) => ({ key, label: ITEMS.find((item) => item.key === key)?.label ?? null }));
    case 'number': case 'window': case 'flag': case 'steps': return [];
  }
}
const fieldsOf = (key: SetScheme): readonly SettingView[] =>
  Object.entries(shapesOf(key)).map(([field, shape]) => ({ key: field, shape, shipped: (SHIPPED_ALL[key] as unknown as Readonly<Record<string, unknown>>)[field], options: optionsOf(shape) }));

/** What is out of its limits is told with its name. */
const settled = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof SettingsError) throw invalid([{ field: `settings.${error.field}`, code: 'settings', message: error.message }]);
    throw error;
  }
};

export function classifyRoutes(app: App, { services, access, clock, storage }: Door): void {
  const asker = (person: Person): Asker => ({ person, policy: access.directory.policy, manages: access.directory.manages(person), within: access.directory.within(person), now: new Date(clock.now()).toISOString() });
  const known = (person: Person, scheme: SchemeKey): void => { if (!knowsScheme(person, scheme)) throw new Refusal('not-found', 'There is no such scheme, or you may not see it.'); };

  const refOf = (id: string | null) => (id === null ? null : { id: id as PersonId, name: access.directory.person(id as PersonId)?.name ?? id });
  const parts = ({ version, setBy, setAt, note, ...settings }: RuleVersion) => ({ version, setBy: refOf(setBy), setAt, note: note ?? null, settings: settings as Readonly<Record<string, unknown>> });
  const mayTry = (person: Person, scheme: SchemeKey): boolean => setsScheme(person, scheme) || hasInsight(person);

  /** What is counted under a section's right the storage has counted for this asker; names are asked for once more. */
  const answered = async (person: Person, scheme: SchemeKey, dryRun: boolean, { counts, before, changed, moving, moved, results, referenceDate }: ClassifyAnswer) => {
    const seen = async <T extends { readonly id: ArchiveId }>(items: readonly T[] = []): Promise<readonly T[]> => {
      const visible: T[] = [];
      for (const item of items) {
        const rights = await access.rights(person, item.id);
        if (rights && atLeast(rights.level, 'read') && showsScheme(scheme, (section) => atLeast(rights.sections.get(section)?.level ?? 'none', 'read'))) visible.push(item);
      }
      return visible;
    };
    const named = async (items: readonly { readonly id: ArchiveId; readonly from: string | null; readonly to: string | null }[]) => {
      const names = new Map((await storage.facts.overviews(items.map(({ id }) => id))).map(({ id, name }) => [id, name]));
      return items.map((item) => ({ ...item, name: names.get(item.id) ?? item.id }));
    };
    return { scheme, dryRun, referenceDate, counts, changed: moving ?? changed, ...(dryRun ? { before: before ?? {}, moved: await named(await seen(moved)), results: await seen(results) } : {}) };
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/classification', tags: ['classification'], security: secured, summary: 'Schemes and their settings',
    description: 'A scheme whose section I can read nowhere is not among them.',
    responses: { 200: json(schemesView, 'Every scheme, in the order in which they are shown.'), ...refusals() },
  }), (c) => {
    const { person } = c.get('session');
    const now = services.classifier.settings();
    const items = SCHEMES.filter(({ key }) => knowsScheme(person, key)).map(({ key, id, source, dictionary, section, kind, ranking }) => {
      const shown = isSetScheme(key);
      return {
        key, id, source, name: SCHEME_NAMES[key], dictionary, section, kind, values: [...ranking],
        labels: Object.fromEntries([...new Set([...ranking, null])].map((value) => [value ?? '-', schemeLabel(key, value)])), fields: shown ? [...fieldsOf(key)] : [],
        ...(shown ? parts(now[key]) : { settings: null, version: null, setBy: null, setAt: null, note: null }),
        past: shown ? services.classifier.past(key).map(parts).reverse() : [], maySet: shown && setsScheme(person, key), mayTry: shown && mayTry(person, key),
      };
    });
    return c.json({ items, maySet: items.some((each) => each.maySet), running: services.classifier.progress() }, 200);
  });

  app.openapi(createRoute({
    method: 'put', path: '/api/classification/{scheme}', tags: ['classification'], security: secured, summary: 'Set a scheme: a new version, live from now on',
    request: { params: z.object({ scheme: z.enum(SCHEME_KEYS) }), body: body(schemeSettings) },
    responses: { 200: json(classifyRun, 'Customers by class.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    const { scheme } = c.req.valid('param');
    known(person, scheme);
    if (!setsScheme(person, scheme)) throw forbidden(scheme === 'aml' ? 'Only compliance sets what makes this class.' : 'Only a steward or an administrator sets what makes a class.');
    if (!isSetScheme(scheme)) throw invalid([{ field: 'scheme', code: 'no-settings', message: 'This scheme has nothing to set.' }]);
    const { note, version, ...settings } = c.req.valid('json');
    if (note !== undefined && (typeof note !== 'string' || note.length > NOTE_LONGEST)) throw invalid([{ field: 'note', code: 'malformed', message: `A text of at most ${NOTE_LONGEST} characters.` }]);
    if (version !== undefined && !Number.isInteger(version)) throw invalid([{ field: 'version', code: 'malformed', message: 'A whole number.' }]);
    const told = { ...(note !== undefined && { note: note.trim() }), ...(version !== undefined && { version: version as number }) };
    return c.json(await answered(person, scheme, false, await settled(services.classifier.set(scheme, settings, person.id, asker(person), told))), 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/classify', tags: ['classification'], security: secured, summary: 'Classify every customer now',
    description: 'Settings or a window that are given stay until others are. With `dryRun` nothing is stored, and the results of archives that I may read come back. Of a scheme under the right of a section only customers whose section I read are counted.',
    request: { body: body(classify) },
    responses: { 200: json(classifyRun, 'Customers by class.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    const { scheme, window = null, settings = null, referenceDate = null, dryRun } = c.req.valid('json');
    known(person, scheme);
    if (!setsScheme(person, scheme) && !(dryRun && mayTry(person, scheme))) throw forbidden('Only who sets a scheme classifies everybody by it; a dry run needs the right to figures of the population.');
    if (referenceDate !== null && !isCalendarDate(referenceDate)) throw invalid([{ field: 'referenceDate', code: 'not-a-date', message: 'A date such as 2026-05-12.' }]);
    if (!isSetScheme(scheme)) throw invalid([{ field: 'scheme', code: 'no-settings', message: 'This scheme is made by an analysis.' }]);
    return c.json(await answered(person, scheme, dryRun, await settled(services.classifier.classify({ scheme, months: window, settings, referenceDate, dryRun, by: person.id, asker: asker(person) }))), 200);
  });
}
