/** Asks for analyses and kept reports: which there are for this person, the one that is shown, and what became of the question. What stays on the screen meanwhile is the answer before. */
import type { Analysis, AnalysisLine, Part, Report, ReportLine } from '../../model/analysis/shape.ts';
import type { Language } from '../../model/labels.ts';
import { ApiError } from '../internal/session.ts';
import type { Session } from '../internal/session.ts';
import { questionOf, USUAL } from './filters.ts';
import type { Asking } from './filters.ts';

/** Stands among the ids of analyses for the monthly report. */
export const REPORT = 'report';

export interface Shown {
  readonly id: string;
  /** Where it was asked for, and with what. */
  readonly path: string;
  readonly question: string;
  readonly title: string;
  readonly at: string;
  readonly language: Language;
  readonly parts: readonly Part[];
  /** Parts of the month that it is compared with, by key. */
  readonly before: readonly Part[];
  readonly notes: readonly string[];
  readonly of: Analysis['of'] | null;
}
export type Answer =
  | { readonly kind: 'loading' } | { readonly kind: 'denied' } | { readonly kind: 'failed'; /** The server's own sentence, where it has one. */ readonly message: string }
  /** `again`: a newer question is on its way. */
  | { readonly kind: 'here'; readonly shown: Shown; readonly again: boolean; readonly message: string };
export type Lines = { readonly kind: 'loading' } | { readonly kind: 'denied' } | { readonly kind: 'failed' } | { readonly kind: 'here'; readonly items: readonly AnalysisLine[]; /** Null: there are none for this person. */ readonly reports: readonly ReportLine[] | null };

export class AnalysisData {
  readonly #session: Session;
  readonly #changed: () => void;
  lines: Lines = { kind: 'loading' };
  answer: Answer = { kind: 'loading' };
  asking: Asking = USUAL;
  /** Months of the report and of what it is compared with; empty: the newest, and the one before. */
  month = '';
  against = '';
  #asked = 0;
  #over = false;

  constructor(session: Session, changed: () => void) {
    this.#session = session;
    this.#changed = changed;
  }
  dispose(): void {
    this.#over = true;
    this.#asked++;
  }

  line(id: string): AnalysisLine | undefined {
    return this.lines.kind === 'here' ? this.lines.items.find((line) => line.id === id || line.code.toLowerCase() === id.toLowerCase()) : undefined;
  }
  get reports(): readonly ReportLine[] {
    return (this.lines.kind === 'here' ? this.lines.reports : null) ?? [];
  }

  /** Which analyses there are for this person, in the order they are offered. */
  async list(language: Language): Promise<void> {
    try {
      const { items } = await this.#session.request<{ readonly items: readonly AnalysisLine[] }>('GET', `/api/analysis?lang=${language}`);
      const reports = await this.#reports();
      if (this.#over) return;
      this.lines = items.length === 0 ? { kind: 'denied' } : { kind: 'here', items, reports };
    } catch (error) {
      if (this.#over) return;
      if (error instanceof ApiError && error.status === 403) this.lines = { kind: 'denied' };
      else if (this.lines.kind === 'loading') this.lines = { kind: 'failed' };
    }
    this.#changed();
  }
  async #reports(): Promise<readonly ReportLine[] | null> {
    try {
      return (await this.#session.request<{ readonly items: readonly ReportLine[] }>('GET', '/api/analysis/reports')).items;
    } catch {
      return null; // not for this person, or not now: the analyses stand without them
    }
  }

  async load(id: string, language: Language): Promise<void> {
    const mine = ++this.#asked;
    const { answer } = this;
    const before = answer.kind === 'here' && answer.shown.id === id ? answer.shown : null;
    this.answer = before === null ? { kind: 'loading' } : { kind: 'here', shown: before, again: true, message: '' };
    this.#changed();
    try {
      const shown = id === REPORT ? await this.#report(language) : await this.#analysis(id, language, before);
      if (mine !== this.#asked) return;
      this.answer = { kind: 'here', shown, again: false, message: '' };
    } catch (error) {
      if (mine !== this.#asked) return;
      const known = error instanceof ApiError;
      if (!known) console.error('dossier: an analysis failed', error);
      const message = known && error.status >= 400 && error.status < 500 ? error.message : '';
      this.answer = known && (error.status === 403 || error.status === 404) ? { kind: 'denied' } : before === null ? { kind: 'failed', message } : { kind: 'here', shown: before, again: false, message: message || '!' };
    }
    this.#changed();
  }

  async #analysis(id: string, language: Language, before: Shown | null): Promise<Shown> {
    const asks = this.line(id)?.asks ?? [];
    let end = before?.of?.to ?? null;
    const path = `/api/analysis/${encodeURIComponent(id)}`;
    let question = '';
    const ask = (): Promise<Analysis> => this.#session.request<Analysis>('GET', `${path}?${(question = questionOf(this.asking, asks, language, end))}`);
    let found = await ask();
    if (this.asking.time.kind === 'months' && end === null) {
      // "the last six months" end with the newest transaction, which only an answer tells
      end = found.of.to;
      found = await ask();
    }
    return { id, path, question, title: found.title, at: found.at, language: found.language, parts: found.parts, before: [], notes: found.notes, of: found.of };
  }

  async #report(language: Language): Promise<Shown> {
    const [newest, other] = this.reports;
    const month = this.month || newest?.month;
    if (month === undefined) return { id: REPORT, path: '', question: '', title: '', at: '', language, parts: [], before: [], notes: [], of: null };
    const against = this.against || (month === newest?.month ? other?.month : this.reports.find((each) => each.month < month)?.month);
    const questionAgainst = (month: string | undefined): string => new URLSearchParams({ lang: language, ...(month === undefined ? {} : { against: month }) }).toString();
    const path = (of: string, other?: string): string => `/api/analysis/reports/${of}?${questionAgainst(other)}`;
    const [report, earlier] = await Promise.all([
      this.#session.request<Report>('GET', path(month, against)),
      against === undefined ? null : this.#session.request<Report>('GET', path(against)),
    ]);
    this.month = month;
    this.against = against ?? '';
    return { id: REPORT, path: `/api/analysis/reports/${month}`, question: questionAgainst(against), title: '', at: report.at, language, parts: report.parts, before: earlier?.parts ?? [], notes: report.notes, of: null };
  }
}
