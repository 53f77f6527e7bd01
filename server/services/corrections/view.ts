/** A case as its reader gets it: names of steps and values in the four languages, who it waits for, what this reader may do. What may be read at all is `rights.ts`. */
import type { Rights, ServerAccess } from '../../access/access.ts';
import type { StoredAct, StoredCorrection } from '../../storage/correction-store.ts';
import type { WorkspaceCatalogue } from '../../../model/catalogue/catalogue.ts';
import { dictionaryOf, fieldByKey, tables } from '../../../model/catalogue/lookup.ts';
import { SECTION_LABELS } from '../../../model/catalogue/names.ts';
import type { AssigneeView, CorrectionActView, CorrectionLine, CorrectionStepView, CorrectionView, ProposedValue } from '../../../model/corrections/api.ts';
import { actsOf, standOf, waits } from '../../../model/corrections/chain.ts';
import type { Assignee, CorrectionCase } from '../../../model/corrections/chain.ts';
import { sectionOf } from '../../../model/corrections/concerns.ts';
import { STEP_KEYS, STEPS } from '../../../model/corrections/steps.ts';
import type { StepKey } from '../../../model/corrections/steps.ts';
import { executesAt } from '../../../model/corrections/template.ts';
import type { PersonId } from '../../../model/ids.ts';
import type { Labels } from '../../../model/labels.ts';
import type { CalendarDate, PersonRef } from '../../../model/overview.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { parseValueKey } from '../../../model/value-keys.ts';
import { ableIn, actorOf, caseOf, receivers, waitsFor } from './rights.ts';

/** Of those it waits for so many are named. */
const NAMED = 8;
const plain = (text: string): Labels => ({ en: text, 'zh-Hans': text, 'zh-Hant': text, es: text });
const STEP_LABELS: ReadonlyMap<string, Labels> = new Map((dictionaryOf('D-76')?.options ?? []).map(({ key, label }) => [key, label]));
export const stepLabel = (key: StepKey): Labels => STEP_LABELS.get(key) ?? plain(key);
export const allStepLabels = (): Readonly<Record<StepKey, Labels>> => Object.fromEntries(STEP_KEYS.map((key) => [key, stepLabel(key)])) as Record<StepKey, Labels>;

const joined = (a: Labels, b: Labels): Labels => ({ en: `${a.en}: ${b.en}`, 'zh-Hans': `${a['zh-Hans']}：${b['zh-Hans']}`, 'zh-Hant': `${a['zh-Hant']}：${b['zh-Hant']}`, es: `${a.es}: ${b.es}` });

/** What people call a section or a value in it. */
export function concernLabel({ section, key }: { readonly section: string; readonly key: string | null }, catalogue: WorkspaceCatalogue): Labels {
  const of = sectionOf(section);
  const field = (name: string): Labels | undefined => fieldByKey(name)?.label ?? catalogue.fields.find((each) => each.key === name)?.label;
  const place = key === null ? undefined : parseValueKey(key);
  switch (place?.kind) {
    case undefined: case 'mark': return of === undefined ? plain(section) : SECTION_LABELS[of];
    case 'field': case 'text': return field(place.key) ?? plain(place.key);
    case 'place': case 'cell': case 'rowText': {
      const table = tables().find((each) => each.table === place.table && (each.home === of || each.heading === null));
      const heading = (table?.heading ? field(table.heading) : undefined) ?? field(place.table) ?? plain(place.table);
      const column = place.kind === 'place' ? undefined : table?.columns.find((each) => each.key === place.field);
      return column && table?.heading !== undefined && place.kind !== 'place' && column.key !== 'value' ? joined(heading, column.label) : heading;
    }
  }
}

/** Of an option its name. */
function shownValue({ key, value }: ProposedValue, catalogue: WorkspaceCatalogue): Labels | null {
  const place = parseValueKey(key);
  const field = place?.kind === 'field' ? (fieldByKey(place.key) ?? catalogue.fields.find((each) => each.key === place.key)) : undefined;
  return (field?.dictionary ? catalogue.dictionaries.find(({ id }) => id === field.dictionary)?.options.find((option) => option.key === value)?.label : undefined) ?? null;
}

export interface ViewWorld {
  readonly unseen: ServerAccess['unseen'];
  readonly directory: ServerAccess['directory'];
  readonly catalogue: WorkspaceCatalogue;
  readonly today: CalendarDate;
}

export function lineOf(world: ViewWorld, reader: Person, stored: StoredCorrection, now: CorrectionCase, name: string | null): CorrectionLine {
  const { state } = now;
  const waiting = waits(state);
  return {
    id: stored.id, number: stored.n, archive: stored.archive, name, urgency: stored.urgency, state: waiting ? 'waiting' : state.kind, step: waiting ? state.step : null, stepLabel: waiting ? stepLabel(state.step) : null,
    due: waiting ? state.due : null, late: waiting && state.due < world.today, round: now.round, openedAt: new Date(stored.at).toISOString(), openedBy: world.unseen.ref(stored.by, reader.id),
    mine: waitsFor(reader, stored, now, ableIn(world.directory)),
  };
}

interface Given { readonly stored: StoredCorrection; readonly acts: readonly StoredAct[]; readonly name: string | null; readonly rights: Rights | null; readonly words: boolean; /** People of a receiver. */ readonly among: (to: ReturnType<typeof receivers>) => readonly Person[] }

export function viewOf(world: ViewWorld, reader: Person, { stored, acts, name, rights, words, among }: Given): CorrectionView {
  const { directory, catalogue } = world;
  const now = caseOf(stored, acts, directory);
  const able = ableIn(directory);
  const ref = (id: PersonId): PersonRef => world.unseen.ref(id, reader.id);
  const { state, template } = now;
  const assignee = (each: Assignee): AssigneeView => (each.kind === 'person' ? { kind: 'person', ...ref(each.id) } : { kind: 'department', id: each.id, name: directory.department(each.id)?.name ?? each.id });
  const may = waits(state) ? actsOf(now, actorOf(reader), { able }).filter((act) => act === 'withdraw' || waitsFor(reader, stored, now, able) || act === 'assign') : [];
  const doers = among(receivers(now, able)).filter((each) => waitsFor(each, stored, now, able));
  const proposed = acts.flatMap((each) => each.proposed ?? []);
  const readable = words ? proposed.filter(({ section }) => atLeast(rights?.sections.get(sectionOf(section) ?? 'profile')?.level ?? 'none', 'read')) : [];
  const writable = proposed.length > 0 && proposed.every(({ section }) => atLeast(rights?.sections.get(sectionOf(section) ?? 'profile')?.level ?? 'none', 'write'));
  const here = waits(state) ? template.steps.findIndex(({ key }) => key === state.step) : template.steps.length;
  return {
    ...lineOf(world, reader, stored, now, name),
    stand: standOf(now), found: stored.found, origin: stored.origin.kind, withheld: !words,
    concerns: stored.concerns.map((each) => ({ ...each, label: concernLabel(each, catalogue) })),
    proposed: readable.map((each) => ({ ...each, label: concernLabel(each, catalogue), shown: shownValue(each, catalogue) })), proposedMore: readable.length < proposed.length,
    steps: template.steps.map(({ key, roles, days }, at): CorrectionStepView => ({ key, label: stepLabel(key), kind: STEPS[key].kind, asks: STEPS[key].asks, roles, days, status: state.kind !== 'withdrawn' && at < here ? 'done' : waits(state) && at === here ? 'now' : 'ahead' })),
    acts: acts.map(({ act, step, round, by, at, text, cleared, to, changeset }): CorrectionActView => ({
      act, step, round, by: ref(by), at: new Date(at).toISOString(), text: words ? text : null, cleared: cleared !== null, to: (to ?? []).map((each) => assignee(each.kind === 'person' ? { kind: 'person', id: directory.current(each.id) } : each)), changeset,
    })),
    waitsFor: {
      roles: waits(state) && state.kind !== 'execute' ? (template.steps[here]?.roles ?? []) : [], people: doers.slice(0, NAMED).map(({ id }) => ref(id)),
      assignees: state.kind === 'execute' ? state.open.map(assignee) : [], nobody: waits(state) && doers.length === 0,
    },
    may, mayApply: waits(state) && executesAt(template) === state.step && writable && waitsFor(reader, stored, now, able),
    endedAt: waits(state) ? null : state.at,
  };
}
