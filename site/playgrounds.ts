/** How each element begins in its playground: over the demo's data, as which sample person, with which attributes; and which states it can be shown in. Its controls come from the manifest. */

export const STATES = ['live', 'loading', 'empty', 'error', 'offline', 'readonly', 'denied', 'signedOut'] as const;
/** Those that a playground can bring about: a server that fails is not had by asking. */
export const SHOWN: readonly State[] = STATES.filter((state) => state !== 'error');
export type State = (typeof STATES)[number];

export interface Playground {
  /** A sample person of the demo. */
  readonly person: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Values offered where the manifest names none. */
  readonly offers?: Readonly<Record<string, readonly string[]>>;
  readonly states: readonly State[];
  /** Who may not see what is shown. */
  readonly stranger?: string;
  /** Stands beside the element, for those that show nothing by themselves. */
  readonly beside?: string;
}

const ARCHIVE = 'erp:LD/2018-0021';
const ARCHIVES = [ARCHIVE, 'erp:MA/2016-0007', 'erp:GZ/2019-0045', 'erp:TP/2017-0003', 'pms:G-30021', 'core:771204'] as const;
const CUSTOMER: readonly State[] = ['live', 'loading', 'empty', 'error', 'offline', 'denied', 'signedOut'];
const WORK: readonly State[] = ['live', 'loading', 'error', 'offline', 'signedOut'];

/** Of one customer, whom James Whitfield keeps. */
const customer = (more: Partial<Playground> = {}): Playground => ({
  person: 'james', stranger: 'xiaoyu', states: CUSTOMER, ...more,
  attributes: { archive: ARCHIVE, ...more.attributes }, offers: { archive: ARCHIVES, ...more.offers },
});
const work = (person: string, attributes: Playground['attributes'] = {}, more: Partial<Playground> = {}): Playground => ({ person, attributes, states: WORK, ...more });

export const PLAYGROUNDS: Readonly<Record<string, Playground>> = {
  'customer-card': customer(),
  'contact-timeline': customer({ offers: { archive: ARCHIVES, area: ['restaurant', 'lobby', 'room'] } }),
  'archive-form': customer({ states: [...CUSTOMER, 'readonly'], offers: { archive: ARCHIVES, section: ['profile', 'archive'] } }),
  'classification-badge': customer({ attributes: { schemes: 'abc rfm lifecycle' }, offers: { archive: ARCHIVES, schemes: ['abc', 'abc rfm', 'abc rfm lifecycle'] } }),
  'transaction-ledger': customer({ offers: { archive: ARCHIVES, group: ['none', 'year', 'order'] } }),
  'relation-map': customer({ offers: { archive: ARCHIVES, as: ['picture', 'table'] } }),
  'archive-files': customer({ states: [...CUSTOMER, 'readonly'] }),
  'archive-history': customer({ offers: { archive: ARCHIVES, section: ['profile', 'contacts', 'archive'] } }),
  'record-comments': customer({ attributes: { section: 'profile', record: 'fields/customer.name' }, offers: { archive: ARCHIVES, section: ['profile', 'terms', 'contacts-2026'] } }),
  'archive-access': customer(),
  'correction-case': customer(),
  'aml-sheet': customer({ attributes: { archive: 'core:771204' }, person: 'jingyi', stranger: 'wei', states: [...CUSTOMER, 'readonly'] }),
  'presence-stack': customer({ attributes: { section: 'profile', max: '4' }, beside: 'archive-form' }),
  'archive-session': customer({ attributes: { endpoint: '/' }, beside: 'customer-card', states: ['live', 'loading', 'error', 'offline', 'signedOut'] }),
  'sync-status': customer({ beside: 'archive-form', states: ['live', 'loading', 'error', 'offline', 'signedOut'] }),
  'customer-list': work('margaret'),
  'customer-create': work('james'),
  'reminder-list': work('james', {}, { offers: { for: ['me', 'department'] } }),
  'notice-inbox': work('james', {}, { offers: { view: ['inbox', 'digest', 'following'] } }),
  'customer-analysis': work('zhao', { analysis: 'pareto' }),
  'import-assistant': work('ana'),
  'cleaning-bench': work('ana'),
  'duplicate-review': work('ana'),
  'dossier-admin': work('tomas', {}, { offers: { view: ['people', 'departments', 'options', 'fields', 'classes', 'services', 'rates', 'workdays', 'limits', 'jobs'] } }),
  'policy-page': work('ana'),
  'hand-over': work('margaret'),
  'audit-log': work('peter'),
  'wall-list': work('jingyi'),
  'emergency-access': work('james', { archive: ARCHIVE }),
  'emergency-review': work('jingyi'),
  'subject-desk': work('jingyi'),
  'sign-in-list': work('james'),
};
