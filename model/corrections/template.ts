/** Which steps of the chain a workspace walks: the shipped ten, three for a small firm, or its own choice; and what a choice must hold so that nobody checks their own work. */
import { CHAIN_ROLES, isStepKey, STEP_KEYS, STEPS } from './steps.ts';
import type { ChainRole, StepKey } from './steps.ts';

export interface TemplateStep { readonly key: StepKey; readonly roles: readonly ChainRole[]; readonly days: number }
/** A case keeps the version it began with. Version 0: as shipped. */
export interface Template { readonly version: number; readonly steps: readonly TemplateStep[] }

const of = (...keys: readonly StepKey[]): readonly TemplateStep[] => keys.map((key) => ({ key, roles: STEPS[key].roles, days: STEPS[key].days }));

/** Templates to begin from, by name. */
export const TEMPLATES = Object.freeze({
  ten: of(...STEP_KEYS),
  five: of('draftPlan', 'managerReview', 'handOver', 'executeFeedback', 'filed'),
  three: of('draftPlan', 'generalManagerApproval', 'filed'),
});
export type TemplateName = keyof typeof TEMPLATES;
export const SHIPPED_TEMPLATE: Template = Object.freeze({ version: 0, steps: TEMPLATES.ten });

export const LONGEST_STEP_DAYS = 60;

export type TemplateProblem =
  | { readonly code: 'unknown-step' | 'order'; readonly at: number }
  | { readonly code: 'roles' | 'days'; readonly at: number }
  | { readonly code: 'begins-with-plan' | 'ends-filed' | 'nobody-checks-plan' | 'hand-over-and-feedback' | 'nobody-checks-report' | 'no-report-to-check'; readonly at: null };

const checks = (returns: StepKey) => (key: StepKey): boolean => STEPS[key].returns === returns;

/** Begins with the plan, ends filed, in the order of D-76; somebody checks the plan, and the report where there is one; what is handed over is reported back. */
export function templateProblems(steps: readonly { readonly key: string; readonly roles: readonly string[]; readonly days: number }[]): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  let last = -1;
  const keys: StepKey[] = [];
  steps.forEach(({ key, roles, days }, at) => {
    if (!isStepKey(key)) { problems.push({ code: 'unknown-step', at }); return; }
    const place = STEP_KEYS.indexOf(key);
    if (place <= last) problems.push({ code: 'order', at });
    last = Math.max(last, place);
    keys.push(key);
    const known = roles.every((role) => (CHAIN_ROLES as readonly string[]).includes(role)) && new Set(roles).size === roles.length;
    if (!known || (STEPS[key].kind === 'execute') !== (roles.length === 0)) problems.push({ code: 'roles', at });
    if (!Number.isInteger(days) || days < 1 || days > LONGEST_STEP_DAYS) problems.push({ code: 'days', at });
  });
  const say = (code: (TemplateProblem & { readonly at: null })['code']): void => void problems.push({ code, at: null });
  if (keys[0] !== 'draftPlan') say('begins-with-plan');
  if (keys.at(-1) !== 'filed') say('ends-filed');
  if (!keys.some(checks('draftPlan'))) say('nobody-checks-plan');
  if (keys.includes('handOver') !== keys.includes('executeFeedback')) say('hand-over-and-feedback');
  if (keys.includes('writeReport') && !keys.some(checks('writeReport'))) say('nobody-checks-report');
  if (!keys.includes('writeReport') && keys.some(checks('writeReport'))) say('no-report-to-check');
  return problems;
}

export const stepOf = ({ steps }: Template, key: StepKey): TemplateStep | undefined => steps.find((each) => each.key === key);
export const stepAfter = ({ steps }: Template, key: StepKey): StepKey | null => steps[steps.findIndex((each) => each.key === key) + 1]?.key ?? null;

/** Where the proposed values are written: by those who execute, else by who organises, else before it is filed. */
export function executesAt({ steps }: Template): StepKey {
  const has = (key: StepKey): boolean => steps.some((each) => each.key === key);
  return has('executeFeedback') ? 'executeFeedback' : has('organiseExecution') ? 'organiseExecution' : 'filed';
}
