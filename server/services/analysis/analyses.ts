/** Questions for analyses as routes get them: read, with the workspace's words and today's date, asked of the storage, and answered in one language. What is counted and under which right is the storage's. */
import { ANALYSES, analysisOf } from '../../../model/analysis/table.ts';
import type { AnalysisFacts } from '../../../model/analysis/table.ts';
import { PERIODS } from '../../../model/analysis/shape.ts';
import type { Analysis, AnalysisLine, AnalysisQuestion, FigureName, Period } from '../../../model/analysis/shape.ts';
import { cyclesOf } from '../../../model/classification/cycles.ts';
import { isCalendarDate } from '../../../model/classification/dates.ts';
import { DICTIONARIES as shipped } from '../../../model/catalogue/catalogue.ts';
import type { Language } from '../../../model/labels.ts';
import type { Problem } from '../../../model/register/query.ts';
import { MOST } from '../../../model/register/query.ts';
import type { RegisterKey } from '../../../model/register/keys.ts';
import type { Person } from '../../../model/rights.ts';
import type { AnalysisAsk } from '../../storage/analysis-view.ts';
import type { AnalysisStore } from '../../storage/analysis-store.ts';
import { invalid, notFound } from '../errors.ts';
import { askRegisterText, keysOf, placed, readQuery, todayIn } from '../register.ts';
import type { RegisterOptions } from '../register.ts';

export interface AnalysesOptions extends RegisterOptions {
  readonly storage: RegisterOptions['storage'] & { readonly analyses: AnalysisStore };
  readonly currency: string;
}

/** As they stand in the address. */
export interface AnalysisWish { readonly lang: Language; readonly where?: string | undefined; readonly from?: string | undefined; readonly to?: string | undefined; readonly period?: string | undefined; readonly top?: number | undefined }

const DEFAULT_TOP = 20;
const MOST_TOP = 200;

export class Analyses {
  readonly #options: AnalysesOptions;
  constructor(options: AnalysesOptions) {
    this.#options = options;
  }

  /** Those that say something to this person. */
  async list(person: Person, lang: Language): Promise<readonly AnalysisLine[]> {
    const offered = new Set(await this.#options.storage.analyses.offered(this.#ask(person, { id: 'basics', language: lang, where: [], from: undefined, to: null, period: 'month', top: DEFAULT_TOP })));
    return ANALYSES.filter(({ id }) => offered.has(id)).map(({ id, code, title, about, asks }) => ({ id, code, title: title[lang], about: about[lang], asks }));
  }

  /** Throws `not-found` for what there is not or what this person may not see, `invalid` with every problem. */
  async answer(person: Person, name: string, wish: AnalysisWish): Promise<Analysis> {
    const facts = analysisOf(name);
    if (!facts) throw notFound();
    const counted = await this.#options.storage.analyses.count(this.#ask(person, this.#question(facts, wish)));
    if (!counted) throw notFound();
    const { archives, from, to, parts, notes } = counted;
    return {
      id: facts.id, code: facts.code, title: facts.title[wish.lang], language: wish.lang, at: new Date(this.#options.clock.now()).toISOString(), of: { archives, from, to, currency: this.#options.currency }, parts, notes,
    };
  }

  /** A page of the archives behind a figure, as the register answers it; `page`: columns, sort, locale, cursor and limit of a question to it. Throws `not-found` for a figure that there is not. */
  async behind(person: Person, name: string, wish: AnalysisWish, figure: FigureName, page: unknown): Promise<Uint8Array<ArrayBuffer>> {
    const facts = analysisOf(name);
    if (!facts) throw notFound();
    const query = readQuery(this.#options, page);
    const rows = await this.#options.storage.analyses.behind({ ...this.#ask(person, this.#question(facts, wish)), figure });
    if (!rows) throw notFound();
    return askRegisterText(this.#options, person, query, rows);
  }

  #question({ id }: AnalysisFacts, { lang, where, from, to, period, top }: AnalysisWish): AnalysisQuestion {
    const problems: Problem[] = [];
    const day = (field: string, text: string | undefined): void => { if (text !== undefined && text !== '' && text !== 'all' && !isCalendarDate(text)) problems.push({ field, code: 'not-a-date', message: 'A date such as 2026-05-12.' }); };
    day('from', from);
    day('to', to);
    if (from !== undefined && to !== undefined && isCalendarDate(from) && isCalendarDate(to) && from > to) problems.push({ field: 'to', code: 'range', message: 'The window ends before it begins.' });
    if (period !== undefined && !(PERIODS as readonly string[]).includes(period)) problems.push({ field: 'period', code: 'range', message: `period is one of ${PERIODS.join(', ')}.` });
    if (top !== undefined && !(Number.isInteger(top) && top >= 1 && top <= MOST_TOP)) problems.push({ field: 'top', code: 'range', message: `top is a whole number from 1 to ${MOST_TOP}.` });
    const conditions = this.#conditions(where, problems);
    if (problems.length > 0) throw invalid(problems);
    return { id, language: lang, where: conditions, from: from === 'all' ? null : from === '' ? undefined : from, to: to === undefined || to === '' ? null : to, period: (period ?? 'month') as Period, top: top ?? DEFAULT_TOP };
  }

  #conditions(where: string | undefined, problems: Problem[]): AnalysisQuestion['where'] {
    if (where === undefined || where === '') return [];
    let given: unknown;
    try {
      given = JSON.parse(where);
    } catch {
      problems.push({ field: 'where', code: 'type', message: 'where is JSON: a list of conditions as for the register.' });
      return [];
    }
    const { where: conditions } = readQuery(this.#options, { where: given });
    // marks are a person's own order of things: an analysis is of what the workspace knows
    conditions.forEach(({ key }, i) => { if (key === 'tag') problems.push({ field: `where.${i}.key`, code: 'unknown-key', message: 'An analysis has no tag.' }); });
    return conditions.slice(0, MOST.where);
  }

  #ask(person: Person, question: AnalysisQuestion): AnalysisAsk {
    const { access: { directory }, catalogue, clock, timezone } = this.#options;
    const workspace = catalogue.now();
    const keyOf = keysOf(workspace);
    const keys = Object.fromEntries(question.where.flatMap(({ key }) => { const found = keyOf(key); return found ? [[key, found]] : []; }));
    const now = clock.now();
    const today = todayIn(timezone, now);
    const { language } = question;
    const options = new Map([...shipped, ...workspace.dictionaries].map(({ id, options: list }) => [id, Object.fromEntries(list.map(({ key, label }) => [key, label[language]]))]));
    return {
      person, policy: directory.policy, manages: directory.manages(person), within: directory.within(person), now: new Date(now).toISOString(), today, keys, cycles: cyclesOf(workspace.dictionaries).purchase,
      question: { ...question, where: question.where.map((condition) => placed(condition, keys[condition.key] as RegisterKey, person.id, today)) },
      lists: {
        ...Object.fromEntries(options), departments: Object.fromEntries(directory.departments().map(({ id, name }) => [id, name])),
        fields: fieldNames(workspace.fields, language),
      },
    };
  }
}

/** Fields by key, and columns of row tables by `table/column`. */
const fieldNames = (fields: ReturnType<RegisterOptions['catalogue']['now']>['fields'], language: Language): Readonly<Record<string, string>> => Object.fromEntries(fields.flatMap((field) => [
  [field.key, field.label[language]] as const, ...(field.table === undefined ? [] : (field.columns ?? []).map((column) => [`${field.table}/${column.key}`, `${field.label[language]}: ${column.label[language]}`] as const)),
]));
