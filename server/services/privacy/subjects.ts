/** Searches for a person, what people decided of each finding, and erasing or correcting them: one asks, another agrees. Searches live in memory alone, so that looking for somebody leaves nothing of them; carrying out is `erase.ts`. */
import { claimed } from '../../nodes/nodes.ts';
import type { Claims } from '../../nodes/nodes.ts';
import { randomBytes } from 'node:crypto';
import type { AuditEntry } from '../../../model/audit/entry.ts';
import type { PersonId, RandomBytes } from '../../../model/ids.ts';
import { docName, newRowId, splitDocName } from '../../../model/ids.ts';
import type { ArchiveId, DocName } from '../../../model/ids.ts';
import type { Certificate, DecidedFinding, FindingDecision, FindingPage, SubjectJob, SubjectQuery } from '../../../model/privacy/subject.ts';
import { mayApproveErasure, mayErase } from '../../../model/privacy/subject.ts';
import type { Person } from '../../../model/rights.ts';
import type { SectionPatch } from '../../../model/api.ts';
import type { ServerAccess } from '../../access/access.ts';
import type { Storage } from '../../storage/storage.ts';
import type { BytesReport } from '../../storage/subject-bytes.ts';
import type { Hit } from '../../storage/subject-scan.ts';
import { EditError } from '../../sync/sync.ts';
import type { Hub } from '../../sync/sync.ts';
import type { ChangesetService } from '../changesets/changesets.ts';
import { forbidden, invalid, Refusal } from '../errors.ts';
import { countsOf, hashedOf, listed } from './certificate.ts';
import { documentsOf, hashPlace, hitKey, runErasure } from './erase.ts';
import type { EraseOptions, ErasurePlan, WholeSection } from './erase.ts';
import type { Ledger, LedgerLine } from './ledger.ts';
import { matcherOf } from './matcher.ts';
import { MARKS, scrubText } from './scrub.ts';
import type { MarkLanguage } from './scrub.ts';
import { Seal } from './seal.ts';
import type { Sealed } from './seal.ts';
import { createSearch, placeKey } from './search.ts';
import type { FindSubject, FoundHit, SearchOptions } from './search.ts';

export interface EraseWish { readonly confirm: string; readonly reason: string; readonly lang: MarkLanguage; /** Of which everything goes, but the id. */ readonly whole: readonly ArchiveId[] }
export interface CorrectWish { readonly from: string; readonly to: string; readonly kind: 'name' | 'phone' | 'mail' | 'idNumber'; readonly findings: readonly string[] }
export interface DecisionWish { readonly finding: string; readonly decision: FindingDecision }
export interface SubjectService {
  readonly find: FindSubject;
  search(person: Person, query: SubjectQuery): SubjectJob;
  list(person: Person): readonly SubjectJob[];
  get(person: Person, id: string): SubjectJob;
  findings(person: Person, id: string, after: string | null, limit: number): FindingPage;
  decide(person: Person, id: string, wishes: readonly DecisionWish[]): SubjectJob;
  ask(person: Person, id: string, wish: EraseWish): Promise<SubjectJob>;
  /** By another than who asked: it begins. */
  approve(person: Person, id: string): Promise<SubjectJob>;
  refuse(person: Person, id: string): SubjectJob;
  correct(person: Person, id: string, wish: CorrectWish): Promise<{ readonly changed: number; readonly left: readonly string[]; readonly changeset: string }>;
  /** Everything that stands under one section, which one has asked for and the other agreed to: its time is over. Resolves when it is on disk that it is to be done. */
  eraseSection(asked: Person, approver: Person, which: WholeSection, reason: string): Promise<void>;
  certificates(person: Person): Promise<readonly Certificate[]>;
  certificate(person: Person, id: string): Promise<Certificate>;
  /** Goes on with what was cut off, and erases again what an older backup has brought back; resolves when nothing of it is there. Before the first request. */
  start(): Promise<void>;
  settled(): Promise<void>;
}
export interface SubjectOptions extends Omit<SearchOptions, 'access'>, Omit<EraseOptions, 'storage' | 'hub'> {
  readonly access: SearchOptions['access'] & Pick<ServerAccess, 'directory'>;
  readonly storage: SearchOptions['storage'] & EraseOptions['storage'] & Pick<Storage, 'audit' | 'comments'>;
  readonly hub: EraseOptions['hub'] & Pick<Hub, 'read' | 'write'>;
  readonly changesets: Pick<ChangesetService, 'begin'>;
  readonly ledger: Ledger;
  /** Those who may agree hear that an erasure waits; nobody is named in it. */
  readonly waiting: (job: string, by: PersonId) => Promise<void>;
  readonly random: RandomBytes;
  readonly report: (event: string, error: unknown) => void;
  /** Default: no other server could be at it. */
  readonly nodes?: Claims;
}

interface Job { view: SubjectJob; readonly found: FoundHit[]; readonly decisions: Map<string, FindingDecision>; wish: EraseWish | null; closed: number }
/** What is kept of an erasure in its row: the certificate, and the line of the ledger. */
export interface ErasureBody { readonly certificate: Certificate; readonly line: LedgerLine }

/** Searches that are remembered, and for how long. */
const JOBS = 50;
const KEPT_MS = 7 * 86_400_000;
const MOST_TEXTS = 200;
/** A shorter value stands in many places that are nobody's. */
const SAYS_MUCH = 10;

export function createSubjects(options: SubjectOptions): SubjectService {
  const { storage, clock, random, ledger, report } = options;
  const search = createSearch(options);
  const jobs = new Map<string, Job>();
  const seal = new Seal(options.folder);
  let working: Promise<void> = Promise.resolve();
  const moment = (): string => new Date(clock.now()).toISOString();
  const audit = (action: AuditEntry['action'], actor: PersonId, object: string, detail: AuditEntry['detail']): AuditEntry => ({ action, actor, object, outcome: 'done', detail });
  const missing = (): Refusal => new Refusal('not-found', 'There is no such search.');
  const put = (job: Job, change: Partial<SubjectJob>): SubjectJob => (job.view = { ...job.view, counts: countsOf(job.found.map(({ finding }) => finding), job.decisions, job.closed), ...change });

  function find(person: Person, id: string, approver = false): Job {
    if (!(mayErase(person) || (approver && mayApproveErasure(person)))) throw forbidden('Only compliance looks for a person everywhere.');
    const job = jobs.get(id);
    if (!job || (job.view.by !== person.id && !(job.view.asked !== null && mayApproveErasure(person)))) throw missing();
    return job;
  }
  const inState = (job: Job, ...states: readonly SubjectJob['state'][]): void => {
    if (!states.includes(job.view.state)) throw new Refusal('conflict', 'The search is not at that point.');
  };

  async function look(job: Job, person: Person): Promise<void> {
    try {
      for await (const each of search.hits(person, job.view.query, { closed: () => { job.closed++; }, progress: (progress) => { job.view = { ...job.view, progress }; } })) job.found.push(each);
      const { counts } = put(job, { state: 'found', progress: 1 });
      await storage.audit.add([audit('subjectSearched', person.id, job.view.id, { found: counts.found, closed: counts.closed, archives: counts.archives })], clock.now());
    } catch (error) {
      report('search for a person failed', error);
      put(job, { state: 'failed', error: 'The search could not be finished.' });
    }
  }

  /** Until nobody reads an older state any more. */
  async function forgotten(): Promise<void> {
    while (!(await storage.subjects.forget())) await new Promise<void>((resolve) => { clock.after(250, resolve); });
  }
  const chosen = (job: Job): readonly FoundHit[] => job.found.filter(({ finding }) => finding.barred === null && job.decisions.get(finding.id)?.kind === 'erase');

  async function begin(job: Job, approver: Person, asked: NonNullable<SubjectJob['asked']>, wish: EraseWish): Promise<void> {
    const id = newRowId(random);
    const going = chosen(job);
    const staying = job.found.filter((each) => !going.includes(each));
    const key = randomBytes(16).toString('hex');
    const texts = hashedOf(key, going.flatMap(({ hit }) => hit.spans.map((span, i) => ({ kind: span.kind, text: hit.texts[i] ?? hit.texts[0] ?? '' }))).filter(({ text }) => text !== '').slice(0, MOST_TEXTS * 10), MOST_TEXTS);
    const keep = staying.map(({ hit }) => placeKey(hit));
    const archives = [...new Set(going.flatMap(({ finding }) => (finding.archive === null ? [] : [finding.archive])))];
    const mark = MARKS[wish.lang];
    const line: LedgerLine = { id, at: moment(), key, texts: texts.hashed, archives, whole: wish.whole, tables: [...new Set(going.filter(({ hit }) => hit.archive === null).map(({ hit }) => hit.table))], kept: keep.map(hashPlace), mark };
    const plan: ErasurePlan = { wanted: { kind: 'query', query: job.view.query }, mark, by: asked.by, archives, whole: wish.whole, texts: [...new Set(going.flatMap(({ hit }) => hit.texts))], what: { kind: 'chosen', erase: [...new Set(going.map(({ hit }) => placeKey(hit)))], keep } };
    const certificate: Certificate = {
      id, at: line.at, ended: null, askedBy: asked.by, approvedBy: approver.id, reason: scrubText(wish.reason, matcherOf(job.view.query), mark), salt: key, texts: texts.shown, found: job.view.counts.found + job.closed,
      erased: [], kept: listed(staying, (each) => { const decision = job.decisions.get(each.finding.id); return each.finding.barred ?? (decision?.kind === 'keep' ? decision.reason : 'other'); }, job.closed), bytes: null, backups: await options.backups(),
    };
    await remember(id, { certificate, line }, plan, audit('erased', approver.id, id, { asked: asked.by, findings: going.length, kept: staying.length, archives: archives.length }));
    put(job, { state: 'erasing', progress: 0, certificate: id });
    working = working.then(() => carryOut(id, { certificate, line }, plan, (progress) => { job.view = { ...job.view, progress }; })).then(
      () => { put(job, { state: 'done', progress: 1 }); job.found.splice(0); job.decisions.clear(); job.view = { ...job.view, query: NOTHING }; },
      (error: unknown) => { report('erasure cut off', error); put(job, { state: 'failed', error: 'It was cut off, and goes on at the next start.' }); },
    );
  }
  /** Beside the databases first: whatever comes back from a backup from now on is erased again. */
  async function remember(id: string, body: ErasureBody, plan: ErasurePlan, done: AuditEntry): Promise<void> {
    await ledger.write(body.line);
    await storage.subjects.put({ id, at: clock.now(), state: 'running', body, plan: await seal.close(id, plan) }, [done], clock.now());
  }

  const carryOut = async (id: string, ...rest: [body: ErasureBody, plan: ErasurePlan, progress: (share: number) => void]): Promise<void> => { await claimed(options.nodes, `erasure ${id}`, () => erase(id, ...rest)); };
  /** From the row on: may be done again from the start. The row names nobody whom its key does not open, so the bytes are read while it still remembers them; what it says at the end is the whole proof. */
  async function erase(id: string, body: ErasureBody, plan: ErasurePlan, progress: (share: number) => void): Promise<void> {
    const { certificate, line } = body;
    const seen = new Map((plan.seen ?? []).map((hit) => [hitKey(hit), hit]));
    const left = await runErasure(options, plan, {
      progress: (share) => { progress(share * 0.7); },
      going: async (hits) => {
        const before = seen.size;
        for (const hit of hits) seen.set(hitKey(hit), { ...hit, spans: [], excerpt: '' });
        if (seen.size > before) await storage.subjects.put({ id, at: clock.now(), state: 'running', body, plan: await seal.close(id, { ...plan, seen: [...seen.values()] } satisfies ErasurePlan) }, [], clock.now());
      },
    });
    const erased = [...seen.values()];
    // also as they were typed
    const typed = plan.wanted.kind === 'query' ? [...plan.wanted.query.names, ...plan.wanted.query.phones, ...plan.wanted.query.mails, ...plan.wanted.query.idNumbers] : [];
    const looked = [...new Set([...(plan.texts ?? []), ...erased.flatMap((hit) => hit.texts), ...typed])];
    const read = async (from: number): Promise<BytesReport> => {
      await forgotten();
      return storage.subjects.bytes(looked, ['backups', 'replaced-', 'coming'], (at, total) => { progress(from + 0.15 * at / Math.max(1, total)); });
    };
    let bytes = looked.length === 0 ? null : await read(0.7);
    // in gaps of pages, perhaps, which nobody reads as a value
    const again = (['archive', 'facts'] as const).filter((db) => bytes?.left.some(({ name }) => name.startsWith(`${db}.db`)) === true);
    for (const db of again) await storage.subjects.renew(db);
    if (again.length > 0) bytes = await read(0.85);
    const proven: Certificate = { ...certificate, ended: moment(), erased: [...certificate.erased, ...listedHits(erased)], bytes: bytes === null ? null : { ...bytes, at: moment() }, found: Math.max(certificate.found, erased.length + left.length), backups: await options.backups() };
    await storage.subjects.put({ id, at: clock.now(), state: 'done', body: { certificate: proven, line } satisfies ErasureBody, plan: null }, [], clock.now());
    await seal.drop(id);
    await forgotten();
  }
  /** As it was begun; out of a backup, where nobody has the key, as a folder that is older than the erasure. */
  async function planOf(id: string, { line }: ErasureBody, plan: unknown): Promise<ErasurePlan> {
    const known = typeof plan === 'object' && plan !== null && 'sealed' in plan ? (await seal.open(id, plan as Sealed)) as ErasurePlan | null : null;
    return known ?? againOf(line);
  }
  const againOf = (line: LedgerLine): ErasurePlan => ({ wanted: { kind: 'hashed', key: line.key, texts: line.texts }, mark: line.mark, by: NOBODY, archives: line.archives, whole: line.whole, sections: line.sections ?? [], what: { kind: 'again', tables: line.tables, kept: line.kept } });

  /** What stands there, in counts; and values that are long enough to be looked for byte by byte. */
  async function standing(which: WholeSection): Promise<{ readonly erased: Certificate['erased']; readonly texts: readonly string[] }> {
    const { archive, section } = which;
    const counts = new Map<Certificate['erased'][number]['kind'], number>();
    const texts = new Set<string>();
    const add = (kind: Certificate['erased'][number]['kind'], value: unknown): void => {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (typeof value === 'string' && value.trim().length >= SAYS_MUCH && texts.size < MOST_TEXTS && !/^[\w.:-]*$/.test(value)) texts.add(value.trim());
    };
    const documents = await documentsOf(storage, which);
    for (const name of documents) {
      const { values } = await options.hub.read(docName(archive as ArchiveId, name));
      for (const value of Object.values(values.fields)) add('field', value);
      for (const value of Object.values(values.texts)) add('text', value);
      for (const rows of Object.values(values.rows)) for (const row of Object.values(rows)) for (const value of Object.values(row)) add('row', value);
    }
    const names = new Set([section, ...documents]);
    for (const comment of await storage.comments.of(archive as ArchiveId)) if (names.has(comment.section)) add('comment', comment.text);
    for (const file of await storage.files.list(archive as ArchiveId)) if (names.has(file.section)) add('file', file.name);
    return { erased: [...counts].map(([kind, count]) => ({ archive: archive as ArchiveId, section, kind, what: null, count })), texts: [...texts] };
  }
  const listedHits = (hits: readonly Hit[]): Certificate['erased'] => {
    const all = new Map<string, Certificate['erased'][number]>();
    for (const { archive, section, kind, what, count } of listed(hits.map((hit) => ({ hit, finding: null })), () => 'other', 0)) all.set(`${archive} ${section} ${kind} ${what}`, { archive, section, kind, what, count });
    return [...all.values()];
  };

  return {
    find: search.find,
    search(person, query) {
      if (!mayErase(person)) throw forbidden('Only compliance looks for a person everywhere.');
      const given = [...query.names, ...query.phones, ...query.mails, ...query.idNumbers].filter((text) => text.trim() !== '');
      if (given.length === 0) throw invalid([{ field: 'names', code: 'required', message: 'Give at least one name, phone, mail or id number.' }]);
      for (const [id, { view }] of jobs) if (clock.now() - Date.parse(view.at) > KEPT_MS || (jobs.size >= JOBS && view.state !== 'erasing' && view.state !== 'asked')) jobs.delete(id);
      const id = newRowId(random);
      const job: Job = { view: { id, state: 'searching', by: person.id, at: moment(), query, counts: countsOf([], new Map(), 0), progress: 0, asked: null, certificate: null, error: null }, found: [], decisions: new Map(), wish: null, closed: 0 };
      jobs.set(id, job);
      working = working.then(() => look(job, person));
      return job.view;
    },
    list: (person) => {
      if (!mayApproveErasure(person)) throw forbidden('Only compliance looks for a person everywhere.');
      return [...jobs.values()].filter(({ view }) => view.by === person.id || view.asked !== null).map(({ view }) => view).reverse();
    },
    get: (person, id) => find(person, id, true).view,
    findings(person, id, after, limit) {
      const job = find(person, id, true);
      const from = after === null ? 0 : job.found.findIndex(({ finding }) => finding.id === after) + 1;
      const items = job.found.slice(from, from + limit).map(({ finding }): DecidedFinding => ({ ...finding, decision: job.decisions.get(finding.id) ?? OPEN }));
      return { items, next: from + limit < job.found.length ? items.at(-1)?.id ?? null : null, counts: job.view.counts };
    },
    decide(person, id, wishes) {
      const job = find(person, id);
      inState(job, 'found');
      const known = new Map(job.found.map(({ finding }) => [finding.id, finding]));
      for (const [i, { finding, decision }] of wishes.entries()) {
        const there = known.get(finding);
        if (!there) throw invalid([{ field: `items.${i}.finding`, code: 'unknown', message: 'There is no such finding.' }]);
        if (decision.kind === 'erase' && there.barred !== null) throw invalid([{ field: `items.${i}.decision`, code: there.barred, message: BARRED[there.barred] }]);
      }
      for (const { finding, decision } of wishes) if (decision.kind === 'open') job.decisions.delete(finding); else job.decisions.set(finding, decision);
      return put(job, {});
    },
    async ask(person, id, wish) {
      const job = find(person, id);
      inState(job, 'found');
      const { query } = job.view;
      if (![...query.names, ...query.phones, ...query.mails, ...query.idNumbers].some((text) => text.trim() === wish.confirm.trim())) throw invalid([{ field: 'confirm', code: 'mismatch', message: 'Type one of the texts that you searched for, exactly.' }]);
      if (wish.reason.trim() === '') throw invalid([{ field: 'reason', code: 'required', message: 'Say why.' }]);
      if (chosen(job).length === 0 && wish.whole.length === 0) throw invalid([{ field: 'findings', code: 'required', message: 'Nothing is chosen.' }]);
      await barHeld(job, wish);
      job.wish = wish;
      put(job, { state: 'asked', asked: { by: person.id, at: moment(), reason: wish.reason } });
      await options.waiting(id, person.id);
      return job.view;
    },
    async approve(person, id) {
      const job = find(person, id, true);
      inState(job, 'asked');
      const { asked } = job.view;
      if (!mayApproveErasure(person)) throw forbidden('Compliance or a general manager agrees to an erasure.');
      if (asked === null || job.wish === null) throw missing();
      // also under the id that they have by now
      if (options.access.directory.current(asked.by) === person.id) throw forbidden('Another than who asked has to agree.');
      await barHeld(job, job.wish);
      await begin(job, person, asked, job.wish);
      return job.view;
    },
    refuse(person, id) {
      const job = find(person, id, true);
      inState(job, 'asked');
      job.wish = null;
      return put(job, { state: 'found', asked: null });
    },
    async correct(person, id, wish) {
      const job = find(person, id);
      inState(job, 'found');
      if (wish.from.trim() === '' || wish.to.trim() === '') throw invalid([{ field: 'to', code: 'required', message: 'Give what is wrong and what is right.' }]);
      const wanted = new Set(wish.findings);
      const matcher = matcherOf({ names: [], phones: [], mails: [], idNumbers: [], [`${wish.kind}s`]: [wish.from] }, 'likely');
      const changeset = await options.changesets.begin({ kind: 'mass-update', title: 'Correction of a person', by: person.id });
      const documents = new Map<DocName, { finding: string; key: string }[]>();
      const left: string[] = [];
      for (const { hit, finding } of job.found) {
        if (!wanted.has(finding.id)) continue;
        if (hit.from !== 'document' || hit.column.startsWith('marks/')) { left.push(finding.id); continue; }
        const name = String(hit.key[0]) as DocName;
        documents.set(name, [...(documents.get(name) ?? []), { finding: finding.id, key: hit.column }]);
      }
      let changed = 0;
      for (const [name, all] of documents) for (const { finding, key } of all) {
        const { archive, section } = splitDocName(name);
        const done = await options.hub.read(docName(archive, section)).then(({ values }) => {
          const patch = corrected(values, key, (text) => replaced(text, matcher, wish.to));
          return patch === null ? false : options.hub.write(name, person.id, patch, { changeset }).then(() => true);
        }).catch((error: unknown) => { if (error instanceof EditError) return false; throw error; });
        if (done) changed++; else left.push(finding);
      }
      await storage.audit.add([audit('subjectCorrected', person.id, changeset, { changed, left: left.length })], clock.now());
      return { changed, left, changeset };
    },
    async eraseSection(asked, approver, which, reason) {
      if (!mayErase(asked) || !mayApproveErasure(approver) || asked.id === approver.id) throw forbidden('One of compliance asks, another one agrees.');
      const archive = which.archive as ArchiveId;
      if ((await storage.archives.get(archive))?.held === true) throw new Refusal('conflict', `The archive ${archive} is under legal hold: nothing of it is erased until that is lifted.`, { field: archive });
      const id = newRowId(random);
      const key = randomBytes(16).toString('hex');
      const { erased, texts } = await standing(which);
      const line: LedgerLine = { id, at: moment(), key, texts: [], archives: [archive], whole: [], sections: [which], tables: [], kept: [], mark: MARKS.en };
      const plan: ErasurePlan = { wanted: { kind: 'query', query: NOTHING }, mark: MARKS.en, by: asked.id, archives: [archive], whole: [], sections: [which], texts, what: { kind: 'chosen', erase: [], keep: [] } };
      const certificate: Certificate = { id, at: line.at, ended: null, askedBy: asked.id, approvedBy: approver.id, reason, salt: key, texts: [], found: erased.reduce((sum, { count }) => sum + count, 0), erased, kept: [], bytes: null, backups: await options.backups() };
      await remember(id, { certificate, line }, plan, { action: 'erased', actor: approver.id, archive, section: which.section, object: id, outcome: 'done', detail: { asked: asked.id, values: certificate.found } });
      working = working.then(() => carryOut(id, { certificate, line }, plan, () => undefined)).catch((error: unknown) => { report('erasure cut off', error); });
    },
    async certificates(person) {
      if (!mayApproveErasure(person) && !person.roles.includes('auditor')) throw forbidden('Only compliance, general managers and auditors read certificates.');
      return (await storage.subjects.all()).map(({ body }) => (body as ErasureBody).certificate).map((each) => ({ ...each, names: Object.fromEntries([each.askedBy, each.approvedBy].filter((id) => id !== NOBODY).map((id) => [id, options.access.directory.name(id)])) })).reverse();
    },
    async certificate(person, id) {
      const found = (await this.certificates(person)).find((each) => each.id === id);
      if (!found) throw new Refusal('not-found', 'There is no such certificate.');
      return found;
    },
    async start() {
      const there = new Map((await storage.subjects.all()).map((each) => [each.id, each]));
      for (const { body } of there.values()) await ledger.write((body as ErasureBody).line);
      for (const { id, state, body, plan } of there.values()) if (state === 'running') await carryOut(id, body as ErasureBody, await planOf(id, body as ErasureBody, plan), () => undefined);
      for (const line of await ledger.read()) {
        if (there.has(line.id)) continue;
        const plan = againOf(line);
        const certificate: Certificate = { id: line.id, at: line.at, ended: null, askedBy: NOBODY, approvedBy: NOBODY, reason: '', salt: line.key, texts: [], found: 0, erased: [], kept: [], bytes: null, backups: [] };
        await remember(line.id, { certificate, line }, plan, { action: 'erased', actor: null, object: line.id, outcome: 'done', detail: { again: true } });
        await carryOut(line.id, { certificate, line }, plan, () => undefined);
      }
      await seal.keepOnly(new Set());
    },
    settled: () => working,
  };

  async function barHeld(job: Job, wish: EraseWish): Promise<void> {
    for (const id of new Set([...wish.whole, ...chosen(job).flatMap(({ finding }) => (finding.archive === null ? [] : [finding.archive]))])) {
      const archive = await storage.archives.get(id);
      if (archive?.held === true) throw new Refusal('conflict', `The archive ${id} is under legal hold: nothing of it is erased until that is lifted.`, { field: id });
    }
  }
}

const OPEN: FindingDecision = Object.freeze({ kind: 'open' });
const NOTHING: SubjectQuery = Object.freeze({ names: [], phones: [], mails: [], idNumbers: [] });
const NOBODY = ' dossier' as PersonId;
const BARRED = Object.freeze({
  hold: 'The archive is under legal hold.', period: 'The transaction lies in a closed period.', audit: 'What was done is never rewritten.', backup: 'Nobody edits a backup: it ages out.', account: 'This person works here: end the account instead.', look: 'Somebody has to look at it and erase it by hand.',
});

function replaced(text: string, matcher: ReturnType<typeof matcherOf>, to: string): string {
  let out = '';
  let at = 0;
  for (const span of matcher.find(text)) {
    out += text.slice(at, span.from) + to;
    at = span.to;
  }
  return at === 0 ? text : out + text.slice(at);
}

/** The patch that puts the right text in one place; null: it is not there any more. */
function corrected(values: { readonly fields: Readonly<Record<string, unknown>>; readonly rows: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>; readonly texts: Readonly<Record<string, string>> }, key: string, right: (text: string) => string): SectionPatch | null {
  const change = (old: unknown): string | null => (typeof old === 'string' && right(old) !== old ? right(old) : null);
  if (key.startsWith('text:')) {
    const next = change(values.texts[key.slice(5)]);
    return next === null ? null : { texts: { [key.slice(5)]: next } };
  }
  const [root, table = '', row = '', column = ''] = key.split('/');
  if (root === 'rows') {
    const next = change(values.rows[table]?.[row]?.[column]);
    return next === null ? null : { rows: { [table]: { [row]: { [column]: next } } } };
  }
  const field = key.slice('fields/'.length);
  const next = change(values.fields[field]);
  return next === null ? null : { fields: { [field]: next } };
}
