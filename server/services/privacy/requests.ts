/** Requests of people as cases: received, identity checked, linked with what was begun for them, answered in time. What the answer is made by is left to the file, the correction and the erasure. */
import { waits } from '../../../model/corrections/chain.ts';
import { addDays } from '../../../model/classification/dates.ts';
import { newRowId } from '../../../model/ids.ts';
import type { ArchiveId, CorrectionId, PersonId, RandomBytes } from '../../../model/ids.ts';
import type { CalendarDate, PersonRef } from '../../../model/overview.ts';
import { ANSWER_MONTHS, CHAIN_DAYS, dueOn, isOpen, PUT_OFF_MONTHS, SOON_DAYS, stepProblem } from '../../../model/privacy/requests.ts';
import type { RequestState, RequestStepWish, RequestWish, SubjectRequest } from '../../../model/privacy/requests.ts';
import type { Person } from '../../../model/rights.ts';
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { PersonalRecord } from '../../storage/personal-store.ts';
import type { Storage } from '../../storage/storage.ts';
import { Turns } from '../../turns.ts';
import { invalid, Refusal } from '../errors.ts';
import { mayAnswer } from './person-file.ts';

export interface RequestOptions { readonly storage: Pick<Storage, 'personal' | 'facts' | 'archives' | 'corrections'>; readonly access: Pick<ServerAccess, 'directory'>; readonly clock: Clock; readonly random: RandomBytes; readonly today: () => CalendarDate }
interface Step { readonly step: SubjectRequest['steps'][number]['step']; readonly by: PersonId; readonly at: string; readonly note: string }
type Data = Omit<SubjectRequest, 'id' | 'state' | 'due' | 'archives' | 'late' | 'soon' | 'identity' | 'steps' | 'corrected'> & { readonly identity: { readonly way: NonNullable<SubjectRequest['identity']>['way']; readonly by: PersonId; readonly at: string } | null; readonly steps: readonly Step[] };
const LONGEST_LIST = 500;

export class SubjectRequests {
  readonly #options: RequestOptions;
  readonly #turns = new Turns<string>();
  constructor(options: RequestOptions) {
    this.#options = options;
  }

  /** What is open first, by its last day; then the newest. */
  async list(who: Person): Promise<readonly SubjectRequest[]> {
    mayAnswer(who);
    const rows = await this.#options.storage.personal.list('request', LONGEST_LIST);
    const found = await Promise.all(rows.map((row) => this.#view(row)));
    const open = found.filter(({ state }) => isOpen(state)).sort((a, b) => (a.due < b.due ? -1 : 1));
    return [...open, ...found.filter(({ state }) => !isOpen(state))];
  }

  async get(who: Person, id: string): Promise<SubjectRequest> {
    mayAnswer(who);
    return this.#view(await this.#row(id));
  }

  async receive(who: Person, wish: RequestWish): Promise<SubjectRequest> {
    mayAnswer(who);
    const { clock, random, today, storage } = this.#options;
    const problems = [
      ...(wish.who.trim() === '' ? [{ field: 'who', code: 'missing', message: 'Say who asks.' }] : []),
      ...(wish.received > today() ? [{ field: 'received', code: 'future', message: 'This day is still to come.' }] : []),
    ];
    if (problems.length > 0) throw invalid(problems);
    const id = newRowId(random);
    const at = clock.now();
    const data: Data = { kind: wish.kind, received: wish.received, putOff: false, way: wish.way, who: wish.who.trim(), contact: wish.contact?.trim() ?? '', identity: null, search: null, file: null, correction: null, outcome: '', steps: [{ step: 'receive', by: who.id, at: new Date(at).toISOString(), note: wish.note?.trim() ?? '' }] };
    await storage.personal.put({ id, kind: 'request', state: 'received', due: dueOn(wish.received, ANSWER_MONTHS), data: JSON.stringify(data), person: who.id, at, changed: at, archives: [] },
      [{ action: 'subjectSearched', actor: who.id, object: id, outcome: 'done', detail: { step: 'received', kind: wish.kind } }], at);
    return this.get(who, id);
  }

  step(who: Person, id: string, wish: RequestStepWish): Promise<SubjectRequest> {
    mayAnswer(who);
    return this.#turns.take(id, async () => {
      const row = await this.#row(id);
      const before = JSON.parse(row.data) as Data;
      const problem = stepProblem(row.state as RequestState, wish.step, before.putOff);
      if (problem) throw new Refusal('conflict', problem.message, { field: problem.code });
      const note = wish.note?.trim() ?? '';
      if (wish.step === 'identify' && wish.identity === undefined) throw invalid([{ field: 'identity', code: 'missing', message: 'Say how it is known who asks.' }]);
      if (['extend', 'answer', 'refuse'].includes(wish.step) && note === '') throw invalid([{ field: 'note', code: 'missing', message: 'Say why, or what was answered.' }]);
      const { clock, storage } = this.#options;
      const at = clock.now();
      const moment = new Date(at).toISOString();
      const ends: Readonly<Partial<Record<RequestStepWish['step'], RequestState>>> = { identify: 'identified', answer: 'answered', refuse: 'refused', takeBack: 'takenBack' };
      const state = ends[wish.step] ?? (row.state as RequestState);
      // of somebody who is erased the case keeps no name
      const blank = state === 'answered' && before.kind === 'erasure' ? { who: '', contact: '' } : {};
      const data: Data = {
        ...before, ...blank, putOff: before.putOff || wish.step === 'extend',
        identity: wish.step === 'identify' && wish.identity ? { way: wish.identity, by: who.id, at: moment } : before.identity,
        search: wish.search ?? before.search, file: wish.file ?? before.file, correction: wish.correction ?? before.correction,
        outcome: ['answer', 'refuse', 'takeBack'].includes(wish.step) ? (blank.who === '' ? '' : note) : before.outcome,
        steps: (blank.who === '' ? before.steps.map((each) => ({ ...each, note: '' })) : before.steps).concat({ step: wish.step, by: who.id, at: moment, note: blank.who === '' ? '' : note }),
      };
      const archives = [...new Set<ArchiveId>([...row.archives, ...(wish.archives ?? [])])];
      await storage.personal.put({ ...row, state, due: wish.step === 'extend' ? dueOn(before.received, ANSWER_MONTHS + PUT_OFF_MONTHS) : row.due, data: JSON.stringify(data), changed: at, archives },
        [{ action: before.kind === 'correction' ? 'subjectCorrected' : 'subjectSearched', actor: who.id, object: id, outcome: wish.step === 'refuse' ? 'refused' : 'done', detail: { step: wish.step, kind: before.kind, archives: wish.archives ?? [] } }], at);
      return this.get(who, id);
    });
  }

  /** The answer is due before a correction has walked all its steps. */
  pressing({ due }: SubjectRequest): boolean {
    return due < addDays(this.#options.today(), CHAIN_DAYS);
  }

  async #row(id: string): Promise<PersonalRecord> {
    const row = await this.#options.storage.personal.get(id);
    if (row?.kind !== 'request') throw new Refusal('not-found', 'There is no such request.');
    const { content: _content, ...rest } = row;
    return rest;
  }
  async #view({ id, state, due, data: text, archives }: PersonalRecord): Promise<SubjectRequest> {
    const { access: { directory }, storage, today } = this.#options;
    const { identity, steps, ...data } = JSON.parse(text) as Data;
    const ref = (person: PersonId): PersonRef => ({ id: directory.current(person), name: directory.name(person) });
    const names = new Map((await storage.facts.overviews(archives)).map((each) => [each.id, each.name]));
    const open = isOpen(state as RequestState);
    const correction = data.correction === null ? null : await storage.corrections.get(data.correction as CorrectionId);
    const corrected = correction === null ? null : waits(correction.state) ? 'waiting' : correction.state.kind === 'filed' ? 'filed' : 'withdrawn';
    const last = due ?? data.received;
    return {
      ...data, corrected, id, state: state as RequestState, due: last, archives: archives.map((archive) => ({ id: archive, name: names.get(archive) ?? archive })),
      identity: identity && { ...identity, by: ref(identity.by) }, steps: steps.map((step) => ({ ...step, by: ref(step.by) })), late: open && last < today(), soon: open && last >= today() && last <= addDays(today(), SOON_DAYS),
    };
  }
}
