/** The chain by which an error in an archive is put right (P-14), as a table: who does a step, what it asks for, in how many working days, where a rejection leads, who may not do it. Walking it is `chain.ts`; names of steps are D-76 of the catalogue. */
import type { Role } from '../rights.ts';

/** D-76, in its order. */
export const STEP_KEYS = ['draftPlan', 'managerReview', 'generalManagerApproval', 'organiseExecution', 'handOver', 'executeFeedback', 'writeReport', 'managerReportReview', 'generalManagerReportApproval', 'filed'] as const;
export type StepKey = (typeof STEP_KEYS)[number];
export const isStepKey = (text: string): text is StepKey => (STEP_KEYS as readonly string[]).includes(text);

/** What somebody does with a case. */
export const ACTS = ['submit', 'approve', 'reject', 'assign', 'feedback', 'file', 'withdraw'] as const;
export type Act = (typeof ACTS)[number];

/** Roles that a step may be given to. Compliance leaves no trace for owners, an auditor stays outside, staff are everybody. */
export const CHAIN_ROLES = ['service', 'serviceManager', 'generalManager', 'manager', 'steward'] as const satisfies readonly Role[];
export type ChainRole = (typeof CHAIN_ROLES)[number];

export type StepKind = 'draft' | 'check' | 'organise' | 'assign' | 'execute' | 'file';
/** What a step's text is. */
export type Asked = 'plan' | 'decision' | 'organisation' | 'assignment' | 'feedback' | 'report' | 'note';

export interface StepRule {
  readonly kind: StepKind;
  readonly asks: Asked;
  /** As shipped; of `executeFeedback` nobody by role: those that it was handed to. */
  readonly roles: readonly ChainRole[];
  /** Working days, as shipped. */
  readonly days: number;
  /** Of a check: the step that a rejection returns to, whose drafter has it again. */
  readonly returns: StepKey | null;
  /** Whoever did one of these in any round made what is checked here, and never checks it: neither through a second role nor for somebody else. */
  readonly notByMaker: readonly StepKey[];
  /** Whoever did one of these in the same round has given their check already. */
  readonly notByChecker: readonly StepKey[];
}

const step = (kind: StepKind, asks: Asked, roles: readonly ChainRole[], days: number, more: Partial<Pick<StepRule, 'returns' | 'notByMaker' | 'notByChecker'>> = {}): StepRule =>
  Object.freeze({ kind, asks, roles, days, returns: null, notByMaker: [], notByChecker: [], ...more });

/** What a report tells was made by who wrote it and by who did what it tells. */
const OF_REPORT = ['writeReport', 'executeFeedback'] as const;

export const STEPS: Readonly<Record<StepKey, StepRule>> = Object.freeze({
  draftPlan: step('draft', 'plan', ['service'], 2),
  managerReview: step('check', 'decision', ['serviceManager'], 1, { returns: 'draftPlan', notByMaker: ['draftPlan'], notByChecker: ['generalManagerApproval'] }),
  generalManagerApproval: step('check', 'decision', ['generalManager'], 2, { returns: 'draftPlan', notByMaker: ['draftPlan'], notByChecker: ['managerReview'] }),
  organiseExecution: step('organise', 'organisation', ['service'], 1),
  handOver: step('assign', 'assignment', ['service'], 1),
  executeFeedback: step('execute', 'feedback', [], 5),
  writeReport: step('draft', 'report', ['service'], 2),
  managerReportReview: step('check', 'decision', ['serviceManager'], 1, { returns: 'writeReport', notByMaker: OF_REPORT, notByChecker: ['generalManagerReportApproval'] }),
  generalManagerReportApproval: step('check', 'decision', ['generalManager'], 2, { returns: 'writeReport', notByMaker: OF_REPORT, notByChecker: ['managerReportReview'] }),
  filed: step('file', 'note', ['service'], 1),
});

/** What may be done at a step of a kind. `assign` while it is executed: what is still open is handed to others. `withdraw` is the reporter's, before anything was drafted. */
export const ACTS_OF: Readonly<Record<StepKind, readonly Act[]>> = Object.freeze({
  draft: ['submit', 'withdraw'], check: ['approve', 'reject'], organise: ['submit'], assign: ['assign'], execute: ['feedback', 'assign'], file: ['file'],
});

/** Acts that say nothing without words. */
export const NEEDS_TEXT: ReadonlySet<Act> = new Set<Act>(['submit', 'reject', 'feedback', 'withdraw']);
