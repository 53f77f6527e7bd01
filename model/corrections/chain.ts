/** A case on its way: where it stands as one of a few states, and the one pure function that takes it on. It knows no texts and no values: those lie elsewhere and can be taken away without touching what was done. */
import { addDays } from '../classification/dates.ts';
import type { DepartmentId, PersonId } from '../ids.ts';
import type { CalendarDate, Moment } from '../overview.ts';
import type { Workdays } from '../reminders/api.ts';
import { workdaysFrom } from '../reminders/days.ts';
import type { Role } from '../rights.ts';
import { ACTS_OF, NEEDS_TEXT, STEPS } from './steps.ts';
import type { Act, StepKey } from './steps.ts';
import { executesAt, stepAfter, stepOf } from './template.ts';
import type { Template } from './template.ts';

export type Assignee = { readonly kind: 'department'; readonly id: DepartmentId } | { readonly kind: 'person'; readonly id: PersonId };

/** One act that was done; rounds count up with each rejection. */
export interface Done { readonly act: Act; readonly step: StepKey; readonly round: number; readonly by: PersonId; readonly at: Moment }

interface Waits { readonly step: StepKey; readonly since: Moment; /** The last day on which it is in time. */ readonly due: CalendarDate }
export type CaseState =
  | ({ readonly kind: 'draft'; /** After a rejection: whose draft it was, and is again. */ readonly returnedTo: PersonId | null } & Waits)
  | ({ readonly kind: 'check' | 'organise' | 'assign' | 'file' } & Waits)
  | ({ readonly kind: 'execute'; /** Who has not yet reported back. */ readonly open: readonly Assignee[] } & Waits)
  | { readonly kind: 'filed' | 'withdrawn'; readonly at: Moment; readonly by: PersonId };
export type WaitingState = Exclude<CaseState, { readonly kind: 'filed' | 'withdrawn' }>;

export interface CorrectionCase {
  readonly template: Template;
  readonly openedBy: PersonId;
  readonly acts: readonly Done[];
  readonly round: number;
  readonly state: CaseState;
}

/** Ids as people are called now: whoever acts under a new id is who they were. */
export interface Actor { readonly id: PersonId; readonly roles: readonly Role[]; readonly department: DepartmentId | null }
export interface Now {
  readonly at: Moment;
  readonly day: CalendarDate;
  readonly workdays: Pick<Workdays, 'weekend' | 'holidays' | 'worked'>;
  /** Can still do a step of these roles: what was returned to somebody who left is anybody's of the role. */
  readonly able: (person: PersonId, roles: readonly Role[]) => boolean;
}
/** `to`: of `assign`. */
export interface Wish { readonly act: Act; readonly hasText: boolean; readonly to?: readonly Assignee[] }

export type ChainProblem = 'ended' | 'not-at-this-step' | 'not-yours' | 'returned-to-another' | 'maker' | 'checked' | 'reporter-only' | 'drafted' | 'no-text' | 'no-assignees' | 'too-many-assignees';
export type Outcome = { readonly ok: true; readonly case: CorrectionCase } | { readonly ok: false; readonly problem: ChainProblem };

export const MOST_ASSIGNEES = 20;

export const waits = (state: CaseState): state is WaitingState => state.kind !== 'filed' && state.kind !== 'withdrawn';
/** Which stand of the case an act answers to; another one since is a conflict. */
export const standOf = ({ state, round }: Pick<CorrectionCase, 'state' | 'round'>): string => `${waits(state) ? state.step : state.kind}.${round}`;

/** A day is counted from the next one. */
export const dueDay = (days: number, { day, workdays }: Pick<Now, 'day' | 'workdays'>): CalendarDate => workdaysFrom(addDays(day, 1), days, workdays).at(-1) ?? addDays(day, days);

function enter(template: Template, key: StepKey, now: Now, more: { readonly returnedTo?: PersonId; readonly open?: readonly Assignee[] } = {}): WaitingState {
  const { kind } = STEPS[key];
  const at: Waits = { step: key, since: now.at, due: dueDay(stepOf(template, key)?.days ?? STEPS[key].days, now) };
  switch (kind) {
    case 'draft': return { kind, ...at, returnedTo: more.returnedTo ?? null };
    case 'execute': return { kind, ...at, open: more.open ?? [] };
    case 'check': case 'organise': case 'assign': case 'file': return { kind, ...at };
  }
}

export function opened(template: Template, by: PersonId, now: Now): CorrectionCase {
  return { template, openedBy: by, acts: [], round: 1, state: enter(template, 'draftPlan', now) };
}

const isAmong = (who: Actor, all: readonly Assignee[]): boolean => all.some((each) => assigned(who, each));
const assigned = (who: Actor, to: Assignee): boolean => (to.kind === 'person' ? to.id === who.id : to.id === who.department);
const hasRole = (template: Template, key: StepKey, who: Actor): boolean => (stepOf(template, key)?.roles ?? []).some((role) => who.roles.includes(role));
const didAny = (acts: readonly Done[], who: Actor, steps: readonly StepKey[], round: number | null): boolean =>
  acts.some((done) => done.by === who.id && done.act !== 'withdraw' && done.act !== 'assign' && steps.includes(done.step) && (round === null || done.round === round));

/** Null: this person may do this act now. Words and assignees are looked at besides. */
export function refusal({ template, acts, round, state, openedBy }: CorrectionCase, act: Act, who: Actor, now: Pick<Now, 'able'>): ChainProblem | null {
  if (!waits(state)) return 'ended';
  if (!ACTS_OF[state.kind].includes(act)) return 'not-at-this-step';
  if (act === 'withdraw') return state.step !== 'draftPlan' ? 'not-at-this-step' : acts.length > 0 ? 'drafted' : who.id === openedBy ? null : 'reporter-only';
  switch (state.kind) {
    case 'draft': {
      if (!hasRole(template, state.step, who)) return 'not-yours';
      const { returnedTo } = state;
      return returnedTo !== null && returnedTo !== who.id && now.able(returnedTo, stepOf(template, state.step)?.roles ?? []) ? 'returned-to-another' : null;
    }
    case 'check': {
      if (!hasRole(template, state.step, who)) return 'not-yours';
      const { notByMaker, notByChecker } = STEPS[state.step];
      // what a report tells was carried out where the steps have it, which in fewer of them is another one
      const made = notByMaker.includes('executeFeedback') ? [...notByMaker, executesAt(template)] : notByMaker;
      return didAny(acts, who, made, null) ? 'maker' : didAny(acts, who, notByChecker, round) ? 'checked' : null;
    }
    case 'execute': return (act === 'assign' ? hasRole(template, 'handOver', who) : isAmong(who, state.open)) ? null : 'not-yours';
    case 'organise': case 'assign': case 'file': return hasRole(template, state.step, who) ? null : 'not-yours';
  }
}

/** The chain. `case` is never changed: what comes of it is another. */
export function next(before: CorrectionCase, wish: Wish, who: Actor, now: Now): Outcome {
  const { template, acts, round, state } = before;
  const no = (problem: ChainProblem): Outcome => ({ ok: false, problem });
  const problem = refusal(before, wish.act, who, now);
  if (problem !== null) return no(problem);
  if (!waits(state)) return no('ended');
  if (NEEDS_TEXT.has(wish.act) && !wish.hasText) return no('no-text');
  const to = wish.to ?? [];
  if (wish.act === 'assign' && to.length === 0) return no('no-assignees');
  if (to.length > MOST_ASSIGNEES) return no('too-many-assignees');
  const done = [...acts, { act: wish.act, step: state.step, round, by: who.id, at: now.at }];
  const goes = (into: CaseState, inRound = round): Outcome => ({ ok: true, case: { ...before, acts: done, round: inRound, state: into } });
  const onward = (more: { readonly open?: readonly Assignee[] } = {}): Outcome => {
    const key = stepAfter(template, state.step);
    return goes(key === null ? { kind: 'filed', at: now.at, by: who.id } : enter(template, key, now, more));
  };
  switch (wish.act) {
    case 'withdraw': return goes({ kind: 'withdrawn', at: now.at, by: who.id });
    case 'submit': case 'approve': case 'file': return onward();
    case 'reject': {
      const back = STEPS[state.step].returns ?? 'draftPlan';
      const drafter = [...acts].reverse().find((each) => each.step === back && each.act === 'submit')?.by;
      return goes(enter(template, back, now, drafter === undefined ? {} : { returnedTo: drafter }), round + 1);
    }
    case 'assign': return state.kind === 'execute' ? goes({ ...state, open: unique(to) }) : onward({ open: unique(to) });
    case 'feedback': {
      if (state.kind !== 'execute') return no('not-at-this-step');
      const open = state.open.filter((each) => !assigned(who, each));
      return open.length === 0 ? onward() : goes({ ...state, open });
    }
  }
}

const unique = (all: readonly Assignee[]): readonly Assignee[] => [...new Map(all.map((each) => [`${each.kind} ${each.id}`, each])).values()];

/** What this person may do now. */
export const actsOf = (of: CorrectionCase, who: Actor, now: Pick<Now, 'able'>): readonly Act[] => (waits(of.state) ? ACTS_OF[of.state.kind].filter((act) => refusal(of, act, who, now) === null) : []);
