/** Analyses as the rest of the server sees them: counted in a thread of their own, nothing of it on the main thread. */
import type { SimilarRun } from '../../model/analysis/groups.ts';
import type { MonthFigures } from '../../model/analysis/report.ts';
import type { AnalysisId } from '../../model/analysis/table.ts';
import type { ArchiveId } from '../../model/ids.ts';
import type { Counted } from './analysis-query.ts';
import type { AnalysisThreadCalls } from './analysis-thread.ts';
import type { AnalysisAsk } from './analysis-view.ts';
import type { FactsThreadCalls } from './facts-thread.ts';
import type { RunData } from './run-store.ts';
import type { Grouping, Regrouped } from './similar-store.ts';
import type { Thread } from './threads.ts';

export interface AnalysisStore {
  /** Null: the asker reads nothing of what it is about, so there is no such analysis. */
  count(ask: AnalysisAsk): Promise<Counted | null>;
  /** Rows of the register behind a figure, rising. Null: there is no such figure for the asker, or the register says who is behind it. */
  behind(ask: AnalysisAsk): Promise<Int32Array | null>;
  /** The analyses that say something to the asker. */
  offered(ask: AnalysisAsk): Promise<readonly AnalysisId[]>;
  /** Everybody in groups of similar customers (C-19), named as last time where they are the same; `last`: the highest number ever given. Null: too few, or all alike. */
  groups(ask: AnalysisAsk, last: number): Promise<SimilarRun | null>;
  /** Of the last answer of `groups` who is in which, a page; after the last one none. */
  regrouped(from: number, size: number): Promise<readonly Regrouped[]>;
  /** Groups are written between `beginGroups` and `endGroups`; both writers answer the archives whose class changed. */
  beginGroups(data: RunData): Promise<number>;
  putGroups(members: readonly Regrouped[], grouping: Grouping): Promise<readonly ArchiveId[]>;
  /** Archives that are in none any more. */
  endGroups(grouping: Grouping): Promise<readonly ArchiveId[]>;
  /** Of all archives, by department ('' without one), whoever may read them. */
  month(month: string): Promise<Readonly<Record<string, MonthFigures>>>;
}

export const analysisStore = (thread: () => Promise<Thread<AnalysisThreadCalls>>, facts: Thread<FactsThreadCalls>): AnalysisStore => ({
  groups: async (ask, last) => (await thread()).call('groupsOfAll', ask, last),
  regrouped: async (from, size) => (await thread()).call('regrouped', from, size),
  beginGroups: (data) => facts.call('beginSimilar', data),
  putGroups: (members, grouping) => facts.call('putSimilar', members, grouping),
  endGroups: (grouping) => facts.call('endSimilar', grouping),
  count: async (ask) => (await thread()).call('analysis', ask),
  behind: async (ask) => (await thread()).call('behind', ask),
  month: async (month) => (await thread()).call('monthFigures', month),
  offered: async (ask) => (await thread()).call('analysesOf', ask),
});
