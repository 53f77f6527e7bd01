/** What one person should hear of on a day, counted from their own list and inbox under their own right. Into a group goes only what everybody in the company may know. */
import type { ReminderLine, ReminderPage } from '../../../model/reminders/api.ts';
import type { Person } from '../../../model/rights.ts';
import { SECTIONS } from '../../../model/sections.ts';
import type { DigestSource } from './channels.ts';

export interface SourceParts {
  readonly reminders: { page(person: Person, wish: { readonly for: 'me'; readonly before: null; readonly after: number; readonly limit: number }): Promise<ReminderPage> };
  /** How many notices the person has not read. */
  readonly unread: (person: Person) => Promise<number>;
}

/** More than anybody works off in a day. */
const MOST = 200;
/** Reasons of these are told to a group: names and papers of confidential sections are for whoever reads them where they stand. */
const forGroup = ({ reasons }: ReminderLine): boolean => reasons.some(({ section }) => SECTIONS[section].class.kind === 'internal');

export const digestSource = ({ reminders, unread }: SourceParts): DigestSource => async (person, group) => {
  const page = await reminders.page(person, { for: 'me', before: null, after: 0, limit: MOST });
  if (!page.working) return null;
  const lines = (group ? page.items.filter(forGroup) : page.items).filter(({ state, planned }) => state.kind !== 'snoozed' && planned === null);
  const of = (urgency: ReminderLine['urgency']): readonly ReminderLine[] => lines.filter((line) => line.urgency === urgency);
  const [overdue, today] = [of('overdue'), of('today')];
  return { overdue: overdue.length, today: today.length, week: of('soon').length, unread: group ? 0 : await unread(person), customers: [...today, ...overdue].map(({ name }) => name) };
};
