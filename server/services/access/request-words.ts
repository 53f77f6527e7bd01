/** What a request may say: everything that is wrong with it at once, and what is plain about restricted sections. */
import { isWithin, clearancesFor, REQUEST_RULES, sectionsOf, shippedEnd } from '../../../model/access/request.ts';
import type { AccessDecision, NewAccessRequest } from '../../../model/access/api.ts';
import type { AccessWish } from '../../../model/access/request.ts';
import type { Person } from '../../../model/rights.ts';
import { parseEnd } from '../dates.ts';
import { Input } from '../archive-input.ts';

export interface WishContext {
  readonly now: number;
  /** The archive is of the requester's own department: only then a right may have no end. */
  readonly own: boolean;
  readonly closed: boolean;
  /** Whose clearances count. */
  readonly requester: Pick<Person, 'clearances'>;
  /** Who gives clearances, by name. */
  readonly givers: readonly string[];
}

function common(input: Input, wish: AccessWish, { now, own, closed, requester, givers }: WishContext): void {
  if (wish.sections?.length === 0) input.wrong('sections', 'missing', 'Name a section, or give null for the internal ones.');
  if (wish.until === null && !own) input.wrong('until', 'missing', 'Only colleagues of the archive\'s department have a right without an end: name the last day.');
  if (wish.until !== null && wish.until <= new Date(now).toISOString()) input.wrong('until', 'past', 'The last day must not be past.');
  if (closed && wish.level === 'write') input.wrong('level', 'closed', 'The archive is closed: it can be read, not written.');
  const lacks = clearancesFor(sectionsOf(wish)).filter((clearance) => !requester.clearances.includes(clearance));
  if (lacks.length > 0) {
    input.wrong('sections', 'no-clearance', `These sections ask a clearance besides (${lacks.join(', ')}), which no request gives. Clearances are given by ${givers.length === 0 ? 'an administrator' : givers.join(', ')}.`);
  }
}
const endOf = (input: Input, until: string | null | undefined, shipped: string | null): string | null => (until === undefined ? shipped : until === null ? null : input.end('until', until));

export function checkedWish({ sections, level, until, reason }: Omit<NewAccessRequest, 'archive'>, context: WishContext): { readonly asked: AccessWish; readonly reason: string } {
  const input = new Input();
  const asked: AccessWish = { sections: sections === null ? null : [...new Set(sections)], level, until: endOf(input, until, parseEnd(shippedEnd(context.now)) ?? null) };
  const text = reason.trim();
  if (text === '') input.wrong('reason', 'missing', 'Say what for.');
  if (text.length > REQUEST_RULES.reasonLongest) input.wrong('reason', 'too-long', `At most ${REQUEST_RULES.reasonLongest} characters.`);
  common(input, asked, context);
  input.done();
  return { asked, reason: text };
}

/** What a decision gives: as asked, or less; never more. */
export function checkedGiven(decision: AccessDecision, asked: AccessWish, context: WishContext): AccessWish {
  const input = new Input();
  const narrows = decision.decision === 'narrow';
  const given: AccessWish = narrows
    ? { sections: decision.sections === undefined ? asked.sections : decision.sections === null ? null : [...new Set(decision.sections)], level: decision.level ?? asked.level, until: endOf(input, decision.until, asked.until) }
    : asked;
  if (narrows && !isWithin(given, asked)) input.wrong('decision', 'wider', 'More than was asked for is given by a right of its own, not by narrowing.');
  if (narrows && isWithin(asked, given)) input.wrong('decision', 'same', 'This is what was asked for: approve it.');
  common(input, given, context);
  input.done();
  return given;
}
