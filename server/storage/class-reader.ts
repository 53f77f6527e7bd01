/** Classes with their reasons, made when somebody reads them: from the figures and values of one archive and what its run has in common, by the rules that computed them. */
import { abcRuleOf } from '../../model/classification/abc.ts';
import { LISTED } from '../../model/classification/listed.ts';
import { schemeLabel } from '../../model/classification/labels.ts';
import { lifecycleRuleOf } from '../../model/classification/lifecycle.ts';
import { faceName } from '../../model/classification/names.ts';
import type { FieldValue, Member, OwnFinding } from '../../model/classification/member.ts';
import { isOwnKey, ownOf } from '../../model/classification/own/all.ts';
import type { OwnKey } from '../../model/classification/own/all.ts';
import type { Finding, ReadyRule } from '../../model/classification/result.ts';
import { trendOf } from '../../model/classification/result.ts';
import { rfmRuleOf } from '../../model/classification/rfm.ts';
import { SCHEMES, schemeOf } from '../../model/classification/schemes.ts';
import type { AbcSettings, LifecycleSettings, RfmSettings } from '../../model/classification/settings.ts';
import { Standing } from '../../model/classification/standing.ts';
import { storedField, tables } from '../../model/catalogue/lookup.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { ClassFace, ClassOverride, ClassResult, SchemeKey } from '../../model/overview.ts';
import { followed, holds } from './class-table.ts';
import type { ClassRow, OverrideRow } from './class-table.ts';
import { ClassifyState } from './classify-plan.ts';
import type { Connection } from './database.ts';
import { FigureTable, figuresOf, memberOf } from './figure-table.ts';
import type { FigureRow } from './figure-table.ts';
import { RunReader } from './run-store.ts';
import { similarReader } from './similar-reader.ts';
import type { Run } from './run-store.ts';
import { classWord, inWords, workspaceWords } from './workspace-words.ts';
import type { WordOf } from './workspace-words.ts';

/** Section in whose document a value of the register lies. */
function documentOf(cell: string): string | null {
  const [, key = ''] = /^([^/@]+)/.exec(cell) ?? [];
  return storedField(key)?.home ?? tables().find(({ table }) => table === key)?.home ?? null;
}

/** By scheme of one customer the values that it reads, each with its document. */
const READS: ReadonlyMap<SchemeKey, readonly (readonly [document: string, cell: string])[]> = new Map(SCHEMES.filter(({ key }) => isOwnKey(key)).map(({ key, reads }) =>
  [key, reads.flatMap((cell) => { const document = documentOf(cell); return document === null ? [] : [[document, cell] as const]; })]));
const DOCUMENTS = Object.freeze([...new Set([...READS.values()].flat().map(([document]) => document))]);

export type Documents = Readonly<Record<string, Readonly<Record<string, FieldValue>>>>;
/** What one archive brings to the rules of one customer. */
export interface Known { readonly figure: FigureRow; readonly openedAt: string; readonly documents: Documents; readonly classes: Readonly<Partial<Record<SchemeKey, string | null>>> }

/** A scheme of one customer, found. */
export function findOwn(scheme: OwnKey, known: Known, { settings, window, today, currency }: Run['data']): OwnFinding {
  const { figure, documents, classes } = known;
  const { kind, rests } = schemeOf(scheme);
  const fields: Record<string, FieldValue> = {};
  for (const [document, cell] of READS.get(scheme) ?? []) {
    const value = documents[document]?.[cell];
    if (value !== undefined) fields[cell] = value;
  }
  // few rules ask when an archive was opened
  const member: Member = { id: figure.archive, figures: figuresOf(figure, window.to, currency), fields, get openedAt() { return known.openedAt; }, classes: Object.fromEntries(rests.map((key) => [key, classes[key] ?? null])) };
  return ownOf(scheme).rule(member, settings, kind === 'trade' ? window.to : today);
}

/** Of each document that any scheme reads what the register has of it. */
export function documentSource(db: Connection): (id: ArchiveId) => Documents {
  const find = db.prepare<[string], number>('SELECT row FROM overview WHERE id = ?').pluck();
  const cells = db.prepare<[number, ...string[]], [document: string, data: string]>(`SELECT document, data FROM cell WHERE row = ? AND document IN (${DOCUMENTS.map(() => '?').join(',')})`).raw();
  return (id) => {
    const row = find.get(id);
    if (row === undefined) return {};
    return Object.fromEntries(cells.all(row, ...DOCUMENTS).map(([document, data]) => [document, JSON.parse(data) as Record<string, FieldValue>]));
  };
}

/** The same of many archives, of what these schemes read alone. */
export function documentsOfMany(db: Connection): (ids: readonly ArchiveId[], schemes: readonly SchemeKey[]) => ReadonlyMap<ArchiveId, Documents> {
  const cells = db.prepare<[string, string], [archive: ArchiveId, document: string, data: string]>(`SELECT o.id, c.document, c.data FROM json_each(?) j CROSS JOIN overview o ON o.id = j.value
    CROSS JOIN cell c ON c.row = o.row AND c.document IN (SELECT value FROM json_each(?))`).raw();
  return (ids, schemes) => {
    const read = [...new Set(schemes.flatMap((scheme) => (READS.get(scheme) ?? []).map(([document]) => document)))];
    const found = new Map<ArchiveId, Record<string, Record<string, FieldValue>>>();
    if (read.length === 0) return found;
    for (const [id, document, data] of cells.all(JSON.stringify(ids), JSON.stringify(read))) {
      const known = found.get(id) ?? {};
      known[document] = JSON.parse(data) as Record<string, FieldValue>;
      found.set(id, known);
    }
    return found;
  };
}

/** `db` sees both files. */
export function classCalls(db: Connection) {
  const rows = db.prepare<[string], ClassRow>('SELECT scheme, value, computed, mark, since, previous, until, at FROM class WHERE archive = ?');
  const faces = db.prepare<[string], Pick<ClassRow, 'scheme' | 'value' | 'mark' | 'since' | 'previous' | 'until'> & { readonly word: number; readonly objected: number }>(
    'SELECT scheme, value, mark, since, previous, until, EXISTS (SELECT 1 FROM override o WHERE o.archive = class.archive AND o.scheme = class.scheme AND o.value IS class.value) AS word, EXISTS (SELECT 1 FROM archive.objection b WHERE b.archive = class.archive AND b.scheme = class.scheme AND b.ended IS NULL) AS objected FROM class WHERE archive = ?',
  );
  const overrides = db.prepare<[string], OverrideRow>('SELECT scheme, value, reason, by, approved_by, at, until FROM override WHERE archive = ?');
  const objections = db.prepare<[string], SchemeKey>('SELECT scheme FROM archive.objection WHERE archive = ? AND ended IS NULL').pluck();
  const opened = db.prepare<[string], string>('SELECT opened_at FROM archive.archive WHERE id = ?').pluck();
  const figures = new FigureTable(db);
  const state = new ClassifyState(db);
  const runs = new RunReader(db);
  const documentsOf = documentSource(db);
  let ruleOfRun = new Map<number, ReadyRule>();
  const findSimilar = similarReader(db, runs);
  const wordsNow = workspaceWords(db);

  const ranked = (scheme: 'abc' | 'rfm' | 'lifecycle', run: Run): ReadyRule => {
    const known = ruleOfRun.get(run.id);
    if (known) return known;
    if (ruleOfRun.size > 8) ruleOfRun = new Map();
    const rule = rankedRule(scheme, run, runs);
    ruleOfRun.set(run.id, rule);
    return rule;
  };

  /** `day`: to which words have been brought. */
  const resultsOf = (id: ArchiveId, day: () => string | undefined, word: WordOf, wanted: (scheme: SchemeKey) => boolean): Partial<Record<SchemeKey, ClassResult>> => {
    const stored = rows.all(id).filter(({ scheme }) => wanted(scheme));
    const figure = figures.get(id);
    if (stored.length === 0 || !figure) return {};
    const words = new Map(overrides.all(id).map((word) => [word.scheme, word]));
    const objected = new Set(objections.all(id));
    const results: Partial<Record<SchemeKey, ClassResult>> = {};
    const classes: Partial<Record<SchemeKey, string | null>> = {};
    let known: Known | null = null;
    for (const row of inOrder(stored)) {
      const { scheme } = row;
      const similar = scheme === 'similar' ? findSimilar(id, row.computed, word) : null;
      const run = similar?.run ?? runs.live(scheme);
      if (!run) continue;
      let finding: Finding;
      if (isRanked(scheme)) finding = ranked(scheme, run).find(memberOf(figure, scheme));
      else if (isOwnKey(scheme)) {
        known ??= { figure, openedAt: (opened.get(id) ?? run.data.today).slice(0, 10), documents: documentsOf(id), classes };
        finding = ownFinding(scheme, findOwn(scheme, known, run.data), run.data);
      } else if (similar) ({ finding } = similar);
      else continue;
      const result = inWords(withWord(finding, row, words.get(scheme), { at: run.data.at, today: day() ?? run.data.today }), word);
      classes[scheme] = result.value;
      // a human's word stands above it
      results[scheme] = objected.has(scheme) && result.override === undefined ? { ...result, objected: true } : result;
    }
    return results;
  };

  const classesOf = (ids: readonly ArchiveId[], wanted: (scheme: SchemeKey) => boolean): ReadonlyMap<ArchiveId, Partial<Record<SchemeKey, ClassResult>>> => {
    let known: { readonly day: string | undefined } | null = null;
    const day = (): string | undefined => (known ??= { day: state.get()?.today }).day;
    const word = wordsNow();
    return new Map(ids.flatMap((id) => {
      const found = resultsOf(id, day, word, wanted);
      return Object.keys(found).length === 0 ? [] : [[id, found] as const];
    }));
  };

  return {
    classes: (ids: readonly ArchiveId[]) => classesOf(ids, () => true),
    /** What lists tell of many. */
    listed: (ids: readonly ArchiveId[]) => classesOf(ids, (scheme) => LISTED.includes(scheme)),
    faces: (ids: readonly ArchiveId[]): ReadonlyMap<ArchiveId, Partial<Record<SchemeKey, ClassFace>>> => {
      const words = wordsNow();
      return new Map(ids.map((id) => [id, Object.fromEntries(faces.all(id).map(({ scheme, value, mark, since, previous, until, word, objected }) => [scheme, {
        scheme, value, label: classWord(words, scheme, value, schemeLabel(scheme, value)), mark: word === 1 ? overriddenMark(scheme, value) : mark, trend: until === null ? 'same' : trendOf(schemeOf(scheme).ranking, previous, value), since,
        ...faceName(scheme, value), ...(word === 1 ? { overridden: true as const } : objected === 1 ? { objected: true as const } : {}),
      } satisfies ClassFace]))]));
    },
  };
}

const ORDER: ReadonlyMap<SchemeKey, number> = new Map(SCHEMES.map(({ key }, i) => [key, i]));
/** So that a class that another rests on comes before it. */
const inOrder = (rows: readonly ClassRow[]): readonly ClassRow[] => [...rows].sort((a, b) => (ORDER.get(a.scheme) ?? 0) - (ORDER.get(b.scheme) ?? 0));

export const isRanked = (scheme: SchemeKey): scheme is 'abc' | 'rfm' | 'lifecycle' => scheme === 'abc' || scheme === 'rfm' || scheme === 'lifecycle';

/** The rule of a population over what a run has kept of it. */
export function rankedRule(scheme: 'abc' | 'rfm' | 'lifecycle', run: Run, runs: RunReader): ReadyRule {
  const { data } = run;
  switch (scheme) {
    case 'abc': return abcRuleOf(new Standing(runs.ladder(run, 'abc')), data.window, data.settings as unknown as AbcSettings);
    case 'rfm': return rfmRuleOf({
      recency: { sorted: runs.ladder(run, 'recency'), sign: -1 }, frequency: { sorted: runs.ladder(run, 'frequency'), sign: 1 }, monetary: { sorted: runs.ladder(run, 'monetary'), sign: 1 },
    }, data.window, data.settings as unknown as RfmSettings);
    case 'lifecycle': return lifecycleRuleOf(data.window, data.settings as unknown as LifecycleSettings);
  }
}

/** With the rule's name and texts. */
export function ownFinding(scheme: OwnKey, { value, mark, inputs, thresholds, changes }: OwnFinding, { settings, window }: Run['data']): Finding {
  const { id, source } = schemeOf(scheme);
  return {
    scheme, value, label: schemeLabel(scheme, value), mark, rule: { id, source, version: settings.version, setBy: settings.setBy, setAt: settings.setAt }, window, thresholds, inputs,
    changes: changes.map((change) => ({ ...change, toLabel: schemeLabel(scheme, change.to) })),
  };
}

/** The mark of a computed class is that of its figures; a word has none. */
const overriddenMark = (scheme: SchemeKey, value: string | null): string => (scheme === 'abc' ? (value ?? '–') : '');

/** With its history, and somebody's word in place of what was found. */
function withWord(finding: Finding, row: ClassRow, word: OverrideRow | undefined, { at, today }: Pick<Run['data'], 'at' | 'today'>): ClassResult {
  const { scheme } = finding;
  const held = word && holds(word, today) ? word : undefined;
  const value = held ? held.value : finding.value;
  const { since, previous, until } = followed(row, value, today);
  const override: ClassOverride | undefined = held && {
    computed: finding.value, computedLabel: finding.label, by: held.by as PersonId, approvedBy: held.approved_by as PersonId | null, reason: held.reason, at: held.at, until: held.until,
  };
  return {
    ...finding, value, label: schemeLabel(scheme, value), mark: held ? overriddenMark(scheme, value) : finding.mark, computedAt: at, since,
    previous: until === null ? null : { value: previous, label: schemeLabel(scheme, previous), until },
    trend: until === null ? 'same' : trendOf(schemeOf(scheme).ranking, previous, value),
    ...faceName(scheme, value),
    ...(override ? { override } : {}),
  };
}
