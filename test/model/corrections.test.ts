/** The chain of a correction: every state that can be reached walked by everybody with every act, and each allowed exactly where the rules say; who makes never checks, also over random walks and in every workspace's steps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actsOf, dueDay, MOST_ASSIGNEES, next, opened, standOf, waits } from '../../model/corrections/chain.ts';
import type { Actor, Assignee, CorrectionCase, Now } from '../../model/corrections/chain.ts';
import { ACTS, CHAIN_ROLES, STEP_KEYS, STEPS } from '../../model/corrections/steps.ts';
import type { Act, StepKey } from '../../model/corrections/steps.ts';
import { executesAt, SHIPPED_TEMPLATE, templateProblems, TEMPLATES } from '../../model/corrections/template.ts';
import type { Template } from '../../model/corrections/template.ts';
import { dictionaryOf } from '../../model/catalogue/lookup.ts';
import type { DepartmentId, PersonId } from '../../model/ids.ts';
import type { Role } from '../../model/rights.ts';

const actor = (id: string, department: string, ...roles: readonly Role[]): Actor => ({ id: id as PersonId, roles, department: department as DepartmentId });
const clerk = actor('clerk', 'service', 'service');
const clerk2 = actor('clerk2', 'service', 'service');
const chief = actor('chief', 'service', 'serviceManager');
const boss = actor('boss', 'office', 'generalManager');
const all = actor('all', 'service', 'service', 'serviceManager', 'generalManager');
const lab = actor('lab', 'lab', 'staff');
const nobody = actor('nobody', 'office', 'staff', 'manager', 'steward', 'admin', 'auditor', 'compliance');
const PEOPLE = [clerk, clerk2, chief, boss, all, lab, nobody];
const byId = new Map(PEOPLE.map((each) => [each.id, each]));
const LAB: Assignee = { kind: 'department', id: 'lab' as DepartmentId };
const ALL: Assignee = { kind: 'person', id: all.id };

/** A Friday before a weekend, and a holiday after it. */
const now: Now = {
  at: '2026-03-06T10:00:00.000Z', day: '2026-03-06', workdays: { weekend: [6, 7], holidays: [{ day: '2026-03-09', name: 'Founding day' }], worked: [] },
  able: (id, roles) => byId.get(id)?.roles.some((role) => roles.includes(role)) === true,
};
const wish = (act: Act) => ({ act, hasText: true, ...(act === 'assign' ? { to: [LAB, ALL] } : {}) });
const begin = (template: Template = SHIPPED_TEMPLATE): CorrectionCase => opened(template, nobody.id, now);

/** The rules once more, said from the outside: not the code's table. */
const ROLE: Readonly<Record<StepKey, Role | null>> = {
  draftPlan: 'service', managerReview: 'serviceManager', generalManagerApproval: 'generalManager', organiseExecution: 'service', handOver: 'service', executeFeedback: null,
  writeReport: 'service', managerReportReview: 'serviceManager', generalManagerReportApproval: 'generalManager', filed: 'service',
};
const CHECKS: ReadonlySet<StepKey> = new Set(['managerReview', 'generalManagerApproval', 'managerReportReview', 'generalManagerReportApproval']);
function allowed({ state, acts, round, openedBy }: CorrectionCase, act: Act, who: Actor): boolean {
  if (!waits(state)) return false;
  const { step } = state;
  const did = (steps: readonly StepKey[], what: readonly Act[], inRound?: number): boolean => acts.some((each) => each.by === who.id && steps.includes(each.step) && what.includes(each.act) && (inRound === undefined || each.round === inRound));
  if (act === 'withdraw') return step === 'draftPlan' && acts.length === 0 && who.id === openedBy;
  if (step === 'executeFeedback') {
    if (act === 'assign') return who.roles.includes('service');
    return act === 'feedback' && state.kind === 'execute' && state.open.some((each) => each.id === who.id || each.id === who.department);
  }
  const role = ROLE[step];
  if (role === null || !who.roles.includes(role)) return false;
  if (CHECKS.has(step)) {
    if (act !== 'approve' && act !== 'reject') return false;
    const plan = step === 'managerReview' || step === 'generalManagerApproval';
    if (did(plan ? ['draftPlan'] : ['writeReport', 'executeFeedback'], ['submit', 'feedback'])) return false;
    const other: StepKey = step === 'managerReview' ? 'generalManagerApproval' : step === 'generalManagerApproval' ? 'managerReview' : step === 'managerReportReview' ? 'generalManagerReportApproval' : 'managerReportReview';
    return !did([other], ['approve', 'reject'], round);
  }
  if (step === 'draftPlan' || step === 'writeReport') {
    if (act !== 'submit') return false;
    const returned = state.kind === 'draft' ? state.returnedTo : null;
    return returned === null || returned === who.id;
  }
  return act === (step === 'handOver' ? 'assign' : step === 'filed' ? 'file' : 'submit');
}

/** What of a case decides what may follow; moments left out. */
function nameOf({ state, acts, round }: CorrectionCase): string {
  const did = [...new Set(acts.map(({ step, by, act, round: of }) => (CHECKS.has(step) ? (of === round ? `${step} ${by}` : '') : act === 'assign' ? '' : `${step} ${by}`)))].sort().join();
  return `${standOf({ state, round })}|${state.kind === 'draft' ? state.returnedTo : state.kind === 'execute' ? JSON.stringify(state.open) : ''}|${acts.length === 0}|${did}`;
}

/** Every case that can be reached with up to two rejections. */
function* reachable(template: Template): Generator<CorrectionCase> {
  const seen = new Set<string>();
  const left = [begin(template)];
  for (let at = left.pop(); at; at = left.pop()) {
    if (seen.has(nameOf(at)) || at.round > 3) continue;
    seen.add(nameOf(at));
    yield at;
    for (const who of PEOPLE) for (const act of ACTS) {
      const outcome = next(at, wish(act), who, now);
      if (outcome.ok) left.push(outcome.case);
    }
  }
}

function makerNeverChecks({ acts }: CorrectionCase): void {
  for (const done of acts.filter(({ step }) => CHECKS.has(step))) {
    const made: readonly StepKey[] = done.step === 'managerReview' || done.step === 'generalManagerApproval' ? ['draftPlan'] : ['writeReport', 'executeFeedback'];
    const before = acts.slice(0, acts.indexOf(done));
    expect(before.filter(({ step, by, act }) => by === done.by && made.includes(step) && act !== 'assign')).toEqual([]);
    expect(before.filter(({ step, by, round }) => by === done.by && round === done.round && CHECKS.has(step) && (STEPS[step].returns === STEPS[done.step].returns))).toEqual([]);
  }
}

describe('the chain', () => {
  it('is D-76, step for step in its order', () => {
    expect(dictionaryOf('D-76')?.options.map(({ key }) => key)).toEqual([...STEP_KEYS]);
  });

  it('each act is allowed exactly where the rules say, in every state, to everybody', () => {
    let states = 0;
    const ends = new Set<string>();
    for (const at of reachable(SHIPPED_TEMPLATE)) {
      states++;
      ends.add(at.state.kind);
      for (const who of PEOPLE) {
        for (const act of ACTS) if (next(at, wish(act), who, now).ok !== allowed(at, act, who)) expect.fail(`${act} by ${who.id} at ${nameOf(at)}: ${allowed(at, act, who) ? 'refused' : 'allowed'}`);
        expect(actsOf(at, who, now)).toEqual(ACTS.filter((act) => allowed(at, act, who)).sort((a, b) => actsOf(at, who, now).indexOf(a) - actsOf(at, who, now).indexOf(b)));
      }
      makerNeverChecks(at);
    }
    expect(states).toBeGreaterThan(500);
    expect([...ends].sort()).toEqual(['assign', 'check', 'draft', 'execute', 'file', 'filed', 'organise', 'withdrawn']);
  });

  it('a rejection returns to whoever drafted it; to anybody of the role when they are gone', () => {
    const walk = (from: CorrectionCase, ...steps: readonly (readonly [Actor, Act])[]): CorrectionCase => steps.reduce((at, [who, act]) => {
      const outcome = next(at, wish(act), who, now);
      if (!outcome.ok) throw new Error(`${who.id} ${act}: ${outcome.problem}`);
      return outcome.case;
    }, from);
    const back = walk(begin(), [clerk, 'submit'], [chief, 'reject']);
    expect(back).toMatchObject({ round: 2, state: { kind: 'draft', step: 'draftPlan', returnedTo: 'clerk' } });
    expect(next(back, wish('submit'), clerk2, now)).toEqual({ ok: false, problem: 'returned-to-another' });
    expect(next(back, wish('submit'), clerk2, { ...now, able: () => false }).ok).toBe(true);
    const report = walk(back, [clerk, 'submit'], [chief, 'approve'], [boss, 'approve'], [clerk, 'submit'], [clerk2, 'assign'], [lab, 'feedback'], [all, 'feedback'], [clerk2, 'submit'], [chief, 'approve'], [boss, 'reject']);
    expect(report).toMatchObject({ round: 3, state: { step: 'writeReport', returnedTo: 'clerk2' } });
    // who executed made what the report tells
    expect(next(walk(report, [clerk2, 'submit']), wish('approve'), all, now)).toEqual({ ok: false, problem: 'maker' });
  });

  it('says nothing without words, and hands nothing over to nobody', () => {
    expect(next(begin(), { act: 'submit', hasText: false }, clerk, now)).toEqual({ ok: false, problem: 'no-text' });
    const at = ['submit', 'approve', 'approve', 'submit'].reduce((on, act, i) => { const out = next(on, wish(act as Act), [clerk, chief, boss, clerk][i] as Actor, now); return out.ok ? out.case : on; }, begin());
    expect(next(at, { act: 'assign', hasText: false, to: [] }, clerk, now)).toEqual({ ok: false, problem: 'no-assignees' });
    expect(next(at, { act: 'assign', hasText: false, to: Array.from({ length: MOST_ASSIGNEES + 1 }, () => LAB) }, clerk, now)).toEqual({ ok: false, problem: 'too-many-assignees' });
    expect(next(at, { act: 'assign', hasText: false, to: [LAB, LAB] }, clerk, now)).toMatchObject({ ok: true, case: { state: { open: [LAB] } } });
  });

  it('deadlines are working days after the day on which the step began', () => {
    expect(begin().state).toMatchObject({ due: '2026-03-11' });
    expect(dueDay(1, now)).toBe('2026-03-10');
    expect(dueDay(5, { ...now, workdays: { ...now.workdays, worked: ['2026-03-07'] } })).toBe('2026-03-13');
  });

  it('in fewer steps whoever organised carried it out, and does not check the report about it', () => {
    const steps = SHIPPED_TEMPLATE.steps.filter(({ key }) => key !== 'handOver' && key !== 'executeFeedback' && key !== 'generalManagerApproval');
    const at = ([[clerk, 'submit'], [chief, 'approve'], [all, 'submit'], [clerk, 'submit']] as const).reduce<CorrectionCase>((before, [by, act]) => {
      const outcome = next(before, wish(act), by, now);
      return outcome.ok ? outcome.case : before;
    }, begin({ version: 1, steps }));
    expect(at.state).toMatchObject({ step: 'managerReportReview' });
    expect(next(at, wish('approve'), all, now)).toEqual({ ok: false, problem: 'maker' });
    expect(next(at, wish('approve'), chief, now)).toMatchObject({ ok: true });
  });

  it('random walks never let a maker check, in any workspace’s steps, and what was done is never changed', () => {
    fc.assert(fc.property(fc.constantFrom<keyof typeof TEMPLATES>('ten', 'five', 'three'), fc.array(fc.tuple(fc.nat(PEOPLE.length - 1), fc.constantFrom(...ACTS)), { maxLength: 120 }), (name, tries) => {
      let at = begin({ version: 1, steps: TEMPLATES[name] });
      for (const [i, act] of tries) {
        const outcome = next(at, wish(act), PEOPLE[i] as Actor, now);
        if (!outcome.ok) continue;
        expect(outcome.case.acts.slice(0, -1)).toEqual(at.acts);
        at = outcome.case;
      }
      makerNeverChecks(at);
      if (waits(at.state)) expect(TEMPLATES[name].some(({ key }) => waits(at.state) && key === at.state.step)).toBe(true);
    }), { numRuns: 2_000 });
  });
});

describe('a workspace’s steps', () => {
  it('shipped templates hold together, and each can be walked to its end by three people', () => {
    for (const steps of Object.values(TEMPLATES)) {
      expect(templateProblems(steps)).toEqual([]);
      expect([...reachable({ version: 1, steps })].some(({ state }) => state.kind === 'filed')).toBe(true);
    }
    expect([executesAt({ version: 0, steps: TEMPLATES.ten }), executesAt({ version: 0, steps: TEMPLATES.three })]).toEqual(['executeFeedback', 'filed']);
  });

  it('without somebody who checks, in another order, or with roles that take no part they are refused', () => {
    const without = (...keys: readonly StepKey[]) => templateProblems(TEMPLATES.ten.filter(({ key }) => !keys.includes(key))).map(({ code }) => code);
    expect(without('managerReview', 'generalManagerApproval')).toEqual(['nobody-checks-plan']);
    expect(without('managerReportReview', 'generalManagerReportApproval')).toEqual(['nobody-checks-report']);
    expect(without('writeReport')).toEqual(['no-report-to-check']);
    expect(without('handOver')).toEqual(['hand-over-and-feedback']);
    expect(without('filed')).toEqual(['ends-filed']);
    expect(without('draftPlan')).toEqual(['begins-with-plan']);
    expect(without('managerReview', 'managerReportReview', 'organiseExecution')).toEqual([]);
    const [first, ...rest] = TEMPLATES.ten;
    const problems = (change: object) => templateProblems([{ ...(first as object), ...change } as never, ...rest]).map(({ code }) => code);
    expect(problems({ roles: [] })).toEqual(['roles']);
    expect(problems({ roles: ['staff'] })).toEqual(['roles']);
    expect(problems({ roles: [...CHAIN_ROLES] })).toEqual([]);
    expect(problems({ days: 0 })).toEqual(['days']);
    expect(problems({ days: 1.5 })).toEqual(['days']);
    expect(templateProblems([...TEMPLATES.ten].reverse()).map(({ code }) => code)).toContain('order');
    expect(templateProblems([{ key: 'party', roles: ['service'], days: 1 }]).map(({ code }) => code)).toContain('unknown-step');
  });
});
