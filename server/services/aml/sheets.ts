/** Rating sheets of money-laundering risk (C-09, B-5): kept as rows of `aml.assessments`, weighed by `model/aml/`, approved by a second person of compliance. Whoever does not read the section was turned away before. */
import { docName, newRowId, parsePersonId } from '../../../model/ids.ts';
import type { DocName, PersonId, RandomBytes } from '../../../model/ids.ts';
import type { AmlAssessment, AmlView } from '../../../model/aml/api.ts';
import { bandOf, isAmlLevel, standing } from '../../../model/aml/rate.ts';
import { nextReview } from '../../../model/aml/review.ts';
import { readScores, writeScores } from '../../../model/aml/scores-text.ts';
import type { AmlSettings } from '../../../model/aml/settings.ts';
import { weigh, type AmlWish, type WishProblem } from '../../../model/aml/wish.ts';
import type { Scalar, SectionValues } from '../../../model/api.ts';
import { amlStanding } from '../../../model/classification/own/aml.ts';
import { OVERRIDABLE } from '../../../model/classification/own/overridable.ts';
import type { CalendarDate, PersonRef } from '../../../model/overview.ts';
import { atLeast, isUnseen } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import type { Rights, ServerAccess } from '../../access/access.ts';
import { UNSEEN } from '../../access/unseen.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Hub } from '../../sync/sync.ts';
import { forbidden, invalid, notFound, Refusal } from '../errors.ts';
import { cellsOf } from '../register-cells.ts';

export interface AmlSheets {
  view(person: Person, rights: Rights): Promise<AmlView>;
  /** A new assessment, which counts at once; a level easier than its total only once it is approved. */
  rate(person: Person, rights: Rights, wish: AmlWish): Promise<AmlView>;
  /** By a second person of compliance, about the newest assessment. */
  decide(person: Person, rights: Rights, decision: { readonly row: string; readonly approve: boolean; readonly note: string }): Promise<AmlView>;
}
export interface AmlSheetOptions {
  readonly hub: Pick<Hub, 'read' | 'write'>;
  readonly history: Pick<Storage['history'], 'page'>;
  readonly directory: Pick<ServerAccess['directory'], 'current'>;
  readonly unseen: Pick<ServerAccess['unseen'], 'ref'>;
  readonly settings: () => AmlSettings & { readonly version: number };
  readonly today: () => CalendarDate;
  readonly random: RandomBytes;
}

/** About ratings of others; which ones is said by each. */
export const decidesRatings = (person: Person): boolean => !person.service && (OVERRIDABLE.aml?.approvers ?? []).some((role) => person.roles.includes(role));

const TABLE = 'amlAssessments';
const MOST = 100;
/** Columns by which somebody makes an assessment; who wrote one of them does not approve it. */
const MADE_BY: ReadonlySet<string> = new Set(['assessedAt', 'pack', 'scores', 'total', 'level', 'override', 'nextReviewAt']);
const SAID: Readonly<Record<WishProblem['code'], string>> = {
  missing: 'Give it a score from 1 to 5.', reason: 'Say why.', unknown: 'There is no such one.', twice: 'It is there twice.', score: 'A score from 1 to 5.', 'too-long': 'At most 500 characters.',
  'not-easier': 'A fact of the highest level holds.', same: 'The sheet comes to this level by itself.', date: 'After today, and not later than the clock of the level says.',
};
/** What is written into the section: whoever reads it learns that compliance approved; who did stands in the history. */
const signedBy = (person: Person): PersonId => (isUnseen(person) ? UNSEEN.id : person.id);
interface Made { readonly makers: ReadonlyMap<string, { readonly by: PersonId; readonly all: ReadonlySet<PersonId> }>; readonly approved: ReadonlyMap<string, PersonId> }
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const day = (value: unknown): CalendarDate | null => (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? value.slice(0, 10) : null);

export function createAmlSheets({ hub, history, directory, unseen, settings, today, random }: AmlSheetOptions): AmlSheets {
  const docOf = (rights: Rights): DocName => docName(rights.archive.id, 'aml');
  const mayWrite = (rights: Rights): boolean => rights.archive.state === 'open' && atLeast(rights.sections.get('aml')?.level ?? 'none', 'write');

  /** By row who began it, everybody who wrote what it says, and who approved it. */
  async function makers(rights: Rights): Promise<Made> {
    const found = new Map<string, { by: PersonId; readonly all: Set<PersonId> }>();
    const approved = new Map<string, PersonId>();
    let before: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof history.page>> = await history.page({ archive: rights.archive.id, sections: ['aml'], before, after: null, key: `rows/${TABLE}`, person: null, limit: 1_000 });
      for (const { key, person } of page.items) {
        const [, row, column] = /^(?:rows\/|text:)amlAssessments\/([^/]+)\/(.+)$/.exec(key) ?? [];
        if (row === undefined || column === undefined) continue;
        const id = directory.current(person);
        if (column === 'approver' && !approved.has(row)) approved.set(row, id);
        if (!MADE_BY.has(column)) continue;
        const known = found.get(row);
        if (known === undefined) found.set(row, { by: id, all: new Set([id]) });
        else {
          known.by = id; // newest first: the last one began it
          known.all.add(id);
        }
      }
      before = page.next;
    } while (before !== null);
    return { makers: found, approved };
  }

  function view(person: Person, rights: Rights, values: SectionValues, made: Made): AmlView {
    const ref = (id: PersonId): PersonRef => unseen.ref(id, person.id);
    const rules = settings();
    const { level, intensity, suspicion, review, overdue } = amlStanding({ fields: cellsOf(values), openedAt: rights.archive.openedAt }, rules, today());
    const rows = values.rows[TABLE] ?? {};
    const order = ('order' in values ? (values.order as Readonly<Record<string, readonly string[]>>)[TABLE] : undefined) ?? Object.keys(rows);
    // the lower one of two of one day counts
    const dated = order.flatMap((row, place) => { const at = day(rows[row]?.['assessedAt']); return at === null ? [] : [{ row, at, place, cells: rows[row] ?? {} }]; })
      .sort((a, b) => (a.at !== b.at ? (a.at < b.at ? 1 : -1) : b.place - a.place));
    const items = dated.slice(0, MOST).map(({ row, at, cells }, i): AmlAssessment => {
      const total = typeof cells['total'] === 'number' ? cells['total'] : null;
      const level = isAmlLevel(text(cells['level'])) ? (cells['level'] as AmlAssessment['level']) : null;
      const named = parsePersonId(text(cells['approver']));
      const approver = named === undefined ? undefined : (made.approved.get(row) ?? named);
      const stands = standing(total === null ? null : bandOf(total, rules.bands), level, approver !== undefined);
      const state = i > 0 ? 'past' : stands !== level && level !== null ? 'waiting' : 'stands';
      const who = made.makers.get(row);
      return {
        row, assessedAt: at, by: who ? ref(who.by) : null, pack: text(cells['pack']), total, level, stands, state, ...readScores(values.texts[`${TABLE}/${row}/scores`] ?? ''),
        override: values.texts[`${TABLE}/${row}/override`] ?? '', approver: approver ? ref(approver) : null, nextReviewAt: day(cells['nextReviewAt']),
        mayDecide: state === 'waiting' && mayWrite(rights) && decidesRatings(person) && who?.all.has(directory.current(person.id)) !== true,
      };
    });
    return { today: today(), rules: { version: rules.version, weights: rules.weights, bands: rules.bands, months: rules.months }, level, intensity, suspicion, review, overdue, items, mayRate: mayWrite(rights) };
  }
  async function read(person: Person, rights: Rights): Promise<{ readonly seq: number; readonly view: AmlView }> {
    const [{ values, seq }, made] = [await hub.read(docOf(rights)), await makers(rights)];
    return { seq, view: view(person, rights, values, made) };
  }

  return {
    view: async (person, rights) => (await read(person, rights)).view,

    async rate(person, rights, wish) {
      if (!mayWrite(rights)) throw forbidden('Whoever may write the section rates it, while the archive is open.');
      const rules = settings();
      const at = today();
      const { total, level, nextReviewAt, problems } = weigh(wish, rules, at);
      if (problems.length > 0 || level === null) throw invalid(problems.map(({ field, code }) => ({ field, code, message: SAID[code] })));
      const row = newRowId(random);
      await hub.write(docOf(rights), person.id, {
        rows: { [TABLE]: { [row]: { assessedAt: at, pack: `${rules.version}`, ...(total === null ? {} : { total }), level, nextReviewAt } } },
        texts: {
          [`${TABLE}/${row}/scores`]: writeScores({ facts: wish.facts, scores: wish.scores.map((each) => ({ ...each, weight: rules.weights[each.item] })) }),
          ...(wish.level === null ? {} : { [`${TABLE}/${row}/override`]: wish.level.reason.trim() }),
        },
      });
      return (await read(person, rights)).view;
    },

    async decide(person, rights, { row, approve, note }) {
      const { seq, view } = await read(person, rights);
      const item = view.items.find((each) => each.row === row);
      if (!item) throw notFound();
      if (!decidesRatings(person)) throw forbidden('Only somebody of compliance decides about a rating.');
      if (!mayWrite(rights)) throw forbidden('You may read this section, not write it.');
      if (item.state !== 'waiting') throw new Refusal('conflict', 'It does not wait any more.');
      if (!item.mayDecide) throw forbidden('Whoever rated does not approve it.');
      const said = note.trim();
      if (!approve && said === '') throw invalid([{ field: 'note', code: 'reason', message: SAID.reason }]);
      const { stands, level, assessedAt, nextReviewAt } = item;
      const clock = (of: typeof stands): CalendarDate | null => (of === null ? null : nextReview(assessedAt, of, settings()));
      // a review that somebody brought forward stays; one of the clock follows the level
      const review: Readonly<Record<string, Scalar>> = approve && nextReviewAt === clock(stands) ? { nextReviewAt: clock(level) } : {};
      const changed: Readonly<Record<string, Scalar>> = approve ? { approver: signedBy(person), ...review } : { level: stands };
      const why = said === '' ? {} : { texts: { [`${TABLE}/${row}/override`]: [item.override, said].filter((each) => each !== '').join('\n') } };
      await hub.write(docOf(rights), person.id, { rows: { [TABLE]: { [row]: changed } }, ...why }, { ifSeq: seq, decision: true });
      return (await read(person, rights)).view;
    },
  };
}
