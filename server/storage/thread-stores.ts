/** The storage's interfaces over the threads that do the work: one call of a thread for each. Which threads there are, and in what order they begin, is `open.ts`. */
import type { Clock } from '../clock.ts';
import { Turns } from '../turns.ts';
import type { ArchiveThreadCalls } from './archive-thread.ts';
import type { FactsThreadCalls } from './facts-thread.ts';
import type { ImportStore } from './import-store.ts';
import { packCommit, packRewrite, packSnapshots } from './log-packing.ts';
import { packOrders } from './order-packing.ts';
import type { ReaderThreadCalls } from './reader-thread.ts';
import type { RegisterThreadCalls } from './register-thread.ts';
import type { ArchiveStore, CatalogueStore, CommentStore, DirectoryStore, FactsStore, HistoryStore, SectionLog, SessionStore, Storage } from './storage.ts';
import type { ChangesetStore } from './changeset-store.ts';
import type { CleaningStore } from './cleaning-store.ts';
import type { DuplicateStore } from './duplicate-store.ts';
import type { MergeStore } from './merge-store.ts';
import type { ExportStore } from './export-store.ts';
import type { OverrideStore } from './override-store.ts';
import type { NoticeStore } from './notice-store.ts';
import type { PersonalStore } from './personal-store.ts';
import type { RateStore } from './rate-store.ts';
import type { ReminderStore } from './reminder-store.ts';
import type { RevealStore } from './reveal-store.ts';
import type { ViewStore } from './view-store.ts';
import type { KnownPeople } from './cells-page.ts';
import type { Thread } from './threads.ts';

export type Read = () => Thread<ReaderThreadCalls>;

export const sectionLog = (archive: Thread<ArchiveThreadCalls>): SectionLog => ({
  load: (doc) => archive.ask('load', doc),
  commit: (entries, at) => archive.call('commit', packCommit(entries, at)),
  since: (doc, epoch, seq) => archive.ask('since', doc, epoch, seq),
  heads: (docs) => archive.ask('heads', docs),
  compact: (entries) => archive.call('compact', packSnapshots(entries)),
  rewrite: (entry) => archive.call('rewrite', packRewrite(entry)),
  sections: (id) => archive.ask('sections', id),
});

export const historyStore = (archive: Thread<ArchiveThreadCalls>, read: Read): HistoryStore => ({
  page: (query) => read().call('historyPage', query),
  change: (id) => read().call('historyChange', id),
  dates: (archive, section, keys) => read().call('historyDates', archive, section, keys),
  seen: (person, id) => read().call('seen', person, id),
  putSeen: (person, id, at) => archive.call('putSeen', person, id, at),
});

export const commentStore = (archive: Thread<ArchiveThreadCalls>, read: Read): CommentStore => ({
  page: (query) => read().call('comments', query),
  of: (archive) => read().call('commentsOf', archive),
  get: (id) => read().call('comment', id),
  put: (comment, mentions) => archive.call('putComment', comment, mentions),
  change: (id, change) => archive.call('changeComment', id, change),
  counts: (id, section) => read().call('commentCounts', id, section),
  changed: (ids) => read().call('commentsChanged', ids),
  isMentioned: (id, section, record, person) => read().call('isMentioned', id, section, record, person),
  mentions: (query) => read().call('mentions', query),
  read: (person, comments, at) => archive.call('readMentions', person, comments, at),
});

export const revealStore = (archive: Thread<ArchiveThreadCalls>, read: Read): RevealStore => ({
  put: (reveal) => archive.call('putReveal', reveal),
  page: (query) => read().call('reveals', query),
});

export const exportStore = (archive: Thread<ArchiveThreadCalls>, read: Read): ExportStore => ({
  begin: (record) => archive.call('beginExport', record),
  end: (id, archives, at) => archive.call('endExport', id, archives, at),
  page: (query) => read().call('exports', query),
});

export const changesetStore = (archive: Thread<ArchiveThreadCalls>, read: Read): ChangesetStore => ({
  put: (set) => archive.call('putChangeset', set),
  end: (id, change) => archive.call('endChangeset', id, change),
  get: (id) => read().call('changeset', id),
  list: (query) => read().call('changesets', query),
  counts: (id) => read().call('changesetCounts', id),
  sections: (id, after, limit) => read().call('changesetSections', id, after, limit),
  rows: (id, after, limit) => read().call('changesetRows', id, after, limit),
  opened: (id, after, limit) => read().call('changesetOpened', id, after, limit),
  touched: (id) => read().call('changesetTouched', id),
  unended: (undoes) => read().call('changesetsUnended', undoes),
});

/** Each call of `catchUp` carries over what facts.db has told; two at a time would tell it twice. */
export const doorStores = (archive: Thread<ArchiveThreadCalls>, facts: Thread<FactsThreadCalls>, read: Read): Pick<Storage, 'events' | 'keys' | 'webhooks' | 'repeats'> => {
  const turns = new Turns<'carry'>();
  return {
    events: {
      catchUp: () => turns.take('carry', async () => {
        for (let { facts: from } = await archive.call('eventsDrain');;) {
          const { rows, last, ever } = await facts.call('outbox', from);
          // a facts.db older than archive.db: its numbers begin again
          if (ever < from) { from = 0; continue; }
          if (rows.length === 0) break;
          await archive.call('eventsCarry', rows, last);
          await facts.call('outboxForget', last);
          from = last;
        }
        return archive.call('eventsDrain');
      }),
      after: (id, limit) => read().call('events', id, limit),
      at: (id) => read().call('eventAt', id),
      prune: async (before) => { while (await archive.call('eventsPrune', before)); },
    },
    keys: { all: () => read().call('keys'), put: (key) => archive.call('putKey', key), use: (id, day) => archive.call('useKey', id, day) },
    webhooks: {
      all: () => read().call('webhooks'), put: (webhook, act) => archive.call('putWebhook', webhook, act), remove: (id, act) => archive.call('removeWebhook', id, act),
      log: (delivery) => archive.call('logDelivery', delivery), deliveries: (id) => read().call('deliveries', id),
    },
    repeats: {
      get: (person, key) => archive.call('repeat', person, key), put: (repeat) => archive.call('putRepeat', repeat),
      drop: (person, key) => archive.call('dropRepeat', person, key), prune: (before) => archive.call('pruneRepeats', before),
    },
  };
};

export const viewStore = (archive: Thread<ArchiveThreadCalls>, read: Read): ViewStore => ({
  list: (person, department) => read().call('savedViews', person, department),
  get: (id) => read().call('savedView', id),
  put: (view) => archive.call('putView', view),
  drop: (id) => archive.call('dropView', id),
  tags: (person) => read().call('tags', person),
  putTag: (person, tag) => archive.call('putTag', person, tag),
  dropTag: (person, tag) => archive.call('dropTag', person, tag),
  tagsOf: (person, id) => read().call('tagsOf', person, id),
  mark: (person, tag, add, remove) => archive.call('markArchives', person, tag, add, remove),
});

export const catalogueStore = (archive: Thread<ArchiveThreadCalls>, read: Read): CatalogueStore => ({
  read: () => read().call('catalogue'),
  write: (change) => archive.call('putCatalogue', change),
});

export const duplicateStore = (archive: Thread<ArchiveThreadCalls>, facts: Thread<FactsThreadCalls>, read: Read): DuplicateStore => ({
  putFacts: (rows) => facts.call('putFacts', rows),
  dropFacts: (archives) => facts.call('dropFacts', archives),
  marks: (archives) => read().call('faceMarks', archives),
  compareSome: () => facts.call('compareSome'),
  pairs: (query) => read().call('duplicatePairs', query),
  meet: (found, limit) => read().call('meetFacts', found, limit),
  dismiss: (a, b, by, at) => archive.call('dismissPair', a, b, by, at),
  restore: (a, b) => archive.call('restorePair', a, b),
});

export const cleaningStore = (archive: Thread<ArchiveThreadCalls>, facts: Thread<FactsThreadCalls>, read: Read, register: Thread<RegisterThreadCalls>): CleaningStore => ({
  marks: (ids) => read().call('cleaningMarks', ids),
  put: (rows, at) => facts.call('putChecked', rows, at),
  drop: (ids) => facts.call('dropChecked', ids),
  left: (ids) => read().call('importLeft', ids),
  takeImport: (job, source) => facts.call('takeImport', job, source),
  dropImport: (job) => facts.call('dropImport', job),
  closeRows: (job, rows, decision, at) => facts.call('closeRows', job, rows, decision, at),
  refusedRows: (job, rows) => read().call('refusedRows', job, rows),
  spellings: () => read().call('spellings'),
  wordsLike: (place, texts) => read().call('wordsLike', place, texts),
  putSpellings: (found) => facts.call('putSpellings', found),
  cluster: (values, options) => read().call('clusterValues', values, options),
  keep: (findings) => archive.call('keepFindings', findings),
  unkeep: (findings) => archive.call('unkeepFindings', findings),
  unkeepDecision: (id) => archive.call('unkeepDecision', id),
  keepCause: (name, by, at, reason) => archive.call('keepCause', name, by, at, reason),
  unkeepCause: (name) => archive.call('unkeepCause', name),
  assign: (name, to, by, at) => archive.call('assignCause', name, to, by, at),
  putDecision: (decision) => archive.call('putCleaningDecision', decision),
  decision: (id) => read().call('cleaningDecision', id),
  decisions: (before, by, limit) => read().call('cleaningDecisions', before, by, limit),
  board: (query) => register.call('cleaningBoard', query),
  page: (query, after, limit) => register.call('cleaningPage', query, after, limit),
  values: (query) => register.call('cleaningValues', query),
  preview: (query, first) => register.call('cleaningPreview', query, first),
  mends: (query, after, end, limit) => register.call('cleaningMends', query, after, end, limit),
  find: (query, ids) => register.call('cleaningFind', query, ids),
});

export const mergeStore = (archive: Thread<ArchiveThreadCalls>, facts: Thread<FactsThreadCalls>, read: Read): MergeStore => ({
  begin: (start) => archive.call('beginMerge', start),
  carry: (id) => archive.call('carryMerge', id),
  state: (id, state, by) => archive.call('setMergeState', id, state, by),
  restore: (id, kept, rows) => archive.call('restoreMerge', id, kept, rows),
  get: (id) => read().call('merge', id),
  list: (of, before, limit) => read().call('merges', of, before, limit),
  unfinished: () => read().call('unfinishedMerges'),
  later: (winner, id, at) => archive.call('laterMerge', winner, id, at),
  putPart: (id, section, body) => archive.call('putMergePart', id, section, body),
  parts: (id) => read().call('mergeParts', id),
  moveTrade: (id, from, to) => facts.call('moveTrade', id, from, to),
  returnTrade: (id, from, to) => facts.call('returnTrade', id, from, to),
  moveOverrides: (id, from, to) => facts.call('moveOverrides', id, from, to),
  returnOverrides: (id, from, to) => facts.call('returnOverrides', id, from, to),
  overridesAt: (from, to) => read().call('overridesAtMerge', from, to),
  movedOverrides: (id) => read().call('mergedOverrides', id),
  tradeOf: (of) => read().call('mergeTrade', of),
});

export const overrideStore = (facts: Thread<FactsThreadCalls>, read: Read): OverrideStore => ({
  of: (archive, scheme) => read().call('overrides', archive, scheme),
  waiting: (limit) => read().call('waitingOverrides', limit),
  put: (wish, state) => facts.call('putOverride', wish, state),
  decide: (archive, scheme, approved, decision) => facts.call('decideOverride', archive, scheme, approved, decision),
  end: (archive, scheme, decision) => facts.call('endOverride', archive, scheme, decision),
  expire: (today, at) => facts.call('expireOverrides', today, at),
});

export const personalStore = (archive: Thread<ArchiveThreadCalls>, read: Read): PersonalStore => ({
  put: (record, audit, at) => archive.call('putPersonal', record, audit, at),
  get: (id) => read().call('personal', id),
  list: (kind, limit) => read().call('personalList', kind, limit),
  dropContent: (before) => archive.call('dropPersonalContent', before),
  addConsents: (acts, audit, at) => archive.call('addConsents', acts, audit, at),
  consents: (id) => read().call('consents', id),
  newestConsents: (purposes) => read().call('newestConsents', purposes),
  findDue: (found, audit, at) => archive.call('findDue', found, audit, at),
  due: (states, limit) => read().call('retentionDue', states, limit),
  oneDue: (id) => read().call('oneDue', id),
  decideDue: (row, audit, at) => archive.call('decideDue', row, audit, at),
  putRules: (value, audit, at) => archive.call('putRetention', value, audit, at),
  retentionFacts: (after, limit) => read().call('retentionFacts', after, limit),
  forget: (id) => archive.call('forgetPersonal', id),
});

export const noticeStore = (archive: Thread<ArchiveThreadCalls>, read: Read): NoticeStore => ({
  put: (notices) => archive.call('putNotices', notices),
  page: (person, unread, before, limit) => read().call('notices', person, unread, before, limit),
  read: (person, ids, at) => archive.call('readNotices', person, ids, at),
  follow: (person, id, at) => archive.call('follow', person, id, at),
  unfollow: (person, id) => archive.call('unfollow', person, id),
  follows: (person) => read().call('follows', person),
  followers: () => read().call('followers'),
  putLink: (link) => archive.call('putCalendarLink', link),
  usedLink: (id, at) => archive.call('usedCalendarLink', id, at),
  dropLink: (person, id, by) => archive.call('dropCalendarLink', person, id, by),
  link: (id) => read().call('calendarLink', id),
  links: (person) => read().call('calendarLinks', person),
  linksTo: (id) => read().call('calendarLinksTo', id),
  prune: (before) => archive.call('pruneNotices', before),
});

export const reminderStore = (facts: Thread<FactsThreadCalls>, read: Read): ReminderStore => ({
  put: (rows, today) => facts.call('putReminders', rows, today),
  drop: (archives) => facts.call('dropReminders', archives),
  basis: (archives, purchases) => read().call('careBasis', archives, purchases),
  ended: (today, limit) => read().call('remindersEnded', today, limit),
  of: (person) => read().call('remindersOf', person),
  lines: (query) => read().call('careLines', query),
  linesOf: (archive, person, today) => read().call('careLine', archive, person, today),
  counts: (query) => read().call('careCounts', query),
  reasons: (pairs, day) => read().call('reminders', pairs, day),
  between: (person, from, to, limit) => read().call('remindersBetween', person, from, to, limit),
  release: (person, today, most) => facts.call('releaseLines', person, today, most),
  people: () => read().call('carePeople'),
  act: (on, act) => facts.call('actOnLine', on, act),
  undo: (id, by, today, oldest) => facts.call('undoLine', id, by, today, oldest),
});

export const rateStore = (facts: Thread<FactsThreadCalls>, read: Read): RateStore => ({
  list: (query) => read().call('rates', query),
  currencies: (base) => read().call('rateCurrencies', base),
  changes: (query) => read().call('rateChanges', query),
  put: (base, rates, write) => facts.call('putRates', base, rates, write),
  remove: (base, currency, date, write) => facts.call('removeRate', base, currency, date, write),
});

export const archiveStore = (archive: Thread<ArchiveThreadCalls>, facts: Thread<FactsThreadCalls>, read: Read, readSoon: Read): ArchiveStore => ({
  resolve: (ref) => readSoon().ask('resolve', ref),
  get: (id) => read().call('getArchive', id),
  withGrants: (id) => readSoon().ask('archiveWithGrants', id),
  create: (row, by, changeset) => archive.call('createArchive', row, by, changeset),
  bring: (rows, by, entries, at, changeset) => archive.call('bringArchives', rows, by, packCommit(entries, at), changeset),
  withCode: (code) => read().call('archiveWithCode', code),
  async discardEmpty(id, before) {
    const gone = await archive.call('discardArchives', id, before);
    if (gone.length > 0) await facts.call('dropOverrides', gone);
    return gone;
  },
  change: (id, change, by, at, changeset, why) => archive.call('changeArchive', id, change, by, at, changeset, why),
  list: (after, limit) => read().call('listArchives', after, limit),
  ownedBy: (person) => read().call('ownedBy', person),
});

export const directoryStore = (archive: Thread<ArchiveThreadCalls>, read: Read): DirectoryStore => ({
  people: () => read().call('people'),
  putPerson: (person, act) => archive.call('putPerson', person, act),
  aliases: () => read().call('personAliases'),
  renamePerson: (from, person, act) => archive.call('renamePerson', from, person, act),
  departments: () => read().call('departments'),
  putDepartments: (departments, act) => archive.call('putDepartments', departments, act),
  deleteDepartment: (id, act) => archive.call('deleteDepartment', id, act),
  departmentUse: (id) => read().call('departmentUse', id),
  grants: (id) => read().call('grants', id),
  grant: (id) => read().call('grant', id),
  putGrant: (grant, act) => archive.call('putGrant', grant, act),
  deleteGrant: (id, act) => archive.call('deleteGrant', id, act),
  policy: () => read().call('policy'),
  putPolicy: (policy, act) => archive.call('putPolicy', policy, act),
  setting: (name) => read().call('setting', name),
  putSetting: (name, value, act) => archive.call('putSetting', name, value, act),
});

export const sessionStore = (archive: Thread<ArchiveThreadCalls>, read: Read): SessionStore => ({
  sessions: () => read().call('sessions'),
  put: (session) => archive.call('putSession', session),
  drop: (ids, act) => archive.call('dropSessions', ids, act),
  tokensEnds: () => read().call('tokensEnds'),
  endTokens: (person, at, act) => archive.call('endTokens', person, at, act),
});

export const importStore = (facts: Thread<FactsThreadCalls>, read: Read): ImportStore => ({
  putRows: (job, rows, imported) => facts.call('putImportRows', job, rows, imported),
  rows: (query) => read().call('importRows', query),
  known: (source, table, ids) => read().call('importedRows', source, table, ids),
  jobs: (limit) => read().call('importJobs', limit),
  undoTrade: (job) => facts.call('undoTrade', job),
  drop: (job) => facts.call('dropImportRows', job),
});

/** The people, when they are others than the last time. */
function newsOf(): (known: KnownPeople) => KnownPeople['people'] | null {
  let told: number | null = null;
  return ({ version, people }) => {
    if (told === version) return null;
    told = version;
    return people;
  };
}

export const factsStore = (facts: Thread<FactsThreadCalls>, read: Read, register: Thread<RegisterThreadCalls>, clock: Clock, news = newsOf()): FactsStore => ({
  overview: async (id) => (await read().call('overviews', [id]))[0] ?? null,
  overviews: (ids) => read().call('overviews', ids),
  projected: (ids) => read().call('projected', ids),
  putOverviews: (rows) => facts.call('putOverviews', rows),
  putOverview: (overview, searchTexts, cells) => facts.call('putOverview', overview, searchTexts, cells),
  putShares: (id, shares, projected, cells, words) => facts.call('putShares', id, shares, projected, cells, words),
  putCells: (id, cells) => facts.call('putCells', id, cells),
  list: (query, people) => register.call('list', query, news(people)),
  page: (query, people) => register.call('page', query, news(people)),
  policyReach: (askers, after) => register.call('policyReach', askers, after),
  transactions: (archive, query) => read().call('transactions', archive, query),
  transaction: (archive, id, account) => read().call('transaction', archive, id, account),
  putTransactions: (rows, options) => facts.call('putTransactions', rows, options ?? {}),
  bringOrders: (rows, notes) => facts.call('bringOrders', packOrders(rows, notes)),
  volumes: (ids, spans) => read().call('volumes', ids, spans),
  totals: (ids) => read().call('totals', ids, new Date(clock.now()).toISOString().slice(0, 10)),
  classes: (ids) => read().call('classes', ids),
  faces: (ids) => read().call('faces', ids),
  classify: (job, hear) => facts.told('classify', hear ?? (() => undefined), job),
  importedRow: (source, table, externalId) => read().call('importedRow', source, table, externalId),
  putImportedRows: (rows) => facts.call('putImportedRows', rows),
  forgetImported: (archives) => facts.call('forgetImported', archives),
  putJob: (job) => facts.call('putJob', job),
  job: (id) => read().call('job', id),
});
