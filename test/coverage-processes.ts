/** What of the lists (D) and the rules (P) of the domain catalogue the product does, and the test in which somebody else sees it. Fields are worked out in `coverage.ts`. */

/** A test by its file and a part of its name. */
export type Proof = readonly [file: string, name: string];
export type Row =
  | { readonly kind: 'done'; readonly what: string; readonly proof: Proof }
  /** Kept and shown, and nothing follows from it yet. */
  | { readonly kind: 'stored'; readonly what: string }
  | { readonly kind: 'later'; readonly what: string }
  /** Explained in `docs/terms.md`; nothing to do. */
  | { readonly kind: 'help'; readonly what: string };

const done = (what: string, file: string, name: string): Row => ({ kind: 'done', what, proof: [file, name] });
const stored = (what: string): Row => ({ kind: 'stored', what });
const later = (what: string): Row => ({ kind: 'later', what });
const help = (what: string): Row => ({ kind: 'help', what });

/** Lists that no field of a document chooses from. All others are proven with the field that uses them. */
export const LISTS: Readonly<Record<string, Row>> = {
  'D-01': later('information class: told by the kind of section; not chosen by anybody'),
  'D-02': later('direct or indirect: not chosen by anybody'),
  'D-04': done('source of a value', 'test/flow/provenance.test.ts', 'source, channel and what was checked'),
  'D-18': done('ABC class on card, badge, list and form', 'test/flow/northwind.test.ts', 'classifies every customer'),
  'D-19': later('core or ordinary'),
  'D-20': later('new or established'),
  'D-21': later('long-term or temporary'),
  'D-22': later('value tier'),
  'D-23': help('explains the attribute axes; no field stores it'),
  'D-27': later('promotion methods: campaigns of the workspace'),
  'D-28': done('stage of accumulation on the card', 'test/flow/provenance.test.ts', "another person\\'s card counts it at once"),
  'D-29': done('kind of personal information: told of each field in the record of processing', 'test/server/retention.test.ts', 'the record of processing has every field of every section once'),
  'D-30': done('the five functions of customer-information management: help text at the values they ask for', 'test/components/field-help.test.ts', 'names the five functions'),
  'D-32': done('customer type', 'test/flow/every-field.test.ts', "the archive\\'s own row"),
  'D-33': later('due-diligence level'),
  'D-35': later('big or general'),
  'D-37': done('own departments: seeds of the directory', 'test/flow/every-field.test.ts', "the archive\\'s own row"),
  'D-39': done('confidentiality', 'test/flow/every-field.test.ts', "the archive\\'s own row"),
  'D-46': done('accuracy of a value', 'test/flow/provenance.test.ts', 'source, channel and what was checked'),
  'D-48': later('churn risk'),
  'D-59': later('credit grade'),
  'D-65': done('purpose of a stay', 'test/components/transaction-ledger.test.ts', 'shows the facts of a stay in the words of the lists'),
  'D-69': later('customer level'),
  'D-70': later('risk level'),
  'D-71': done('service level by class', 'test/components/card-service.test.ts', 'is one line, and names the class of each part'),
  'D-75': done('RFM segment on card, badge and form', 'test/flow/northwind.test.ts', 'classifies every customer'),
  'D-76': done('the steps of a correction', 'test/model/corrections.test.ts', 'is D-76, step for step in its order'),
  'D-80': done('service area of a note', 'test/days/reception.test.ts', 'in the restaurant a word is noted where it was said'),
  'D-83': done('state of an access request', 'test/server/access-requests.test.ts', 'every state is an option of the list of request states, D-83'),
};

/** Fields that are the record of a process: by key. */
export const PROCESSES: Readonly<Record<string, Row>> = {
  'correction.case': done('correction case: its steps, texts and receivers', 'test/server/corrections.test.ts', 'each does their own, reads while it waits for them'),
};

export const RULES: Readonly<Record<string, Row>> = {
  'P-01': done('the workspace has a policy page that everybody reads', 'test/server/policy.test.ts', 'as shipped is read by everybody, and nobody wrote it'),
  'P-02': done('the information steward gives archives to their keepers', 'test/days/first-day.test.ts', 'the steward gives two imported archives an owner each'),
  'P-03': done('an archive has a keeper, its sheets are templates, all archives are a list', 'test/days/first-day.test.ts', 'Lucía finds her customer'),
  'P-04': done('an archive is opened for every new customer from a template that asks at most eight facts', 'test/flow/templates-and-warning.test.ts', 'a dealer is opened from nothing by keyboard alone'),
  'P-05': done('major changes and dealings stand in the timeline', 'test/components/timeline-tool.test.ts', 'has major changes of the customer among them'),
  'P-06': done('yearly results and reports gather in the credit section', 'test/flow/every-field.test.ts', 'every field of the section %s'),
  'P-07': done('a major matter that is reported reaches who manages the department; confidential business is exempt', 'test/server/major-matters.test.ts', 'who manages the department is told of a major matter when it is reported'),
  'P-08': done('hand-over: one transaction moves all archives and ends every access of who leaves; announced before, nothing leaves by them', 'test/server/leaving.test.ts', 'closes every export to the person'),
  'P-09': done('a letter to each customer in their language and a dated first contact by the successor', 'test/server/handover.test.ts', 'a letter waits for each customer in their language'),
  'P-10': done('nothing without a right; access is asked for, approved or narrowed until a day, and ended, at once on open pages', 'test/flow/access-request.test.ts', 'asked on the card, narrowed by the owner, shown at once, ended, gone at once'),
  'P-11': done('two people and a report after each contact with important new customers: reminded of', 'test/server/reminders.test.ts', 'one line a customer with all its reasons'),
  'P-12': stored('reception level and visit plan'),
  'P-13': done('letters, faxes and calls are records with attachments', 'test/components/timeline-tool.test.ts', 'shows papers with name and size'),
  'P-14': done('correction of errors in ten steps, each by its role; who makes does not check; a rejection returns to the drafter', 'test/flow/correction-chain.test.ts', 'ten steps by those who do them'),
  'P-15': done('reminder when the last contact is too long ago', 'test/server/reminders.test.ts', 'P-15: the cycle of the contact strategy'),
  'P-16': done('alert when a customer stops buying, by its strategy and its own rhythm', 'test/days/sales-manager.test.ts', 'the alert of whoever buys no more'),
  'P-17': done('maturity of deposits, soonest first, and a reminder a fortnight ahead', 'test/server/reminders-rights.test.ts', 'a reason is told exactly to who reads its section'),
  'P-18': done('count, sum, first and last transaction; mail from the record', 'test/flow/every-field.test.ts', 'what the server works out of trade'),
  'P-19': done('one archive a customer, owned by the company: two people edit it at once', 'test/days/first-day.test.ts', 'both write in one text at the same moment'),
  'P-20': done('what is old, expired or disputed is listed worst first', 'test/flow/provenance.test.ts', 'a number that one person finds dead'),
  'P-21': later('core and ordinary customers'),
  'P-22': done('stale and missing facts by archive', 'test/server/completeness.test.ts', 'is told a year after a number was entered'),
  'P-23': done('collection channel; yellow pages are asked for again every year', 'test/server/completeness.test.ts', 'is what came from the yellow pages a year ago'),
  'P-24': done('goals as tags; the five lists are views of the register', 'test/server/http-register.test.ts', 'the goal lists are ready'),
  'P-25': done('from an address book to everything: templates and packs', 'test/flow/templates-and-warning.test.ts', 'a sheet that one person adds is offered in the form of another at once'),
  'P-26': done('completeness and stage grow as the archive does', 'test/flow/provenance.test.ts', 'what is missing leads to its field'),
  'P-27': help('says that software is needed'),
  'P-28': done('export is a right of its own, recorded with who, when, what and how much', 'test/server/export.test.ts', 'is a right of its own'),
  'P-29': done('contact details work or are dead, with the day they were tried', 'test/flow/provenance.test.ts', 'a number that one person finds dead'),
  'P-30': done('the habitual residence is the address on record', 'test/flow/every-field.test.ts', 'what the server works out of trade'),
  'P-31': later('boards by class'),
  'P-32': done('service by class, on the card with the class of each part; no important class gets less', 'test/components/card-service.test.ts', 'is one line, and names the class of each part'),
  'P-33': stored('visit plan; suggestions by class follow'),
  'P-34': done('a report of each month is kept and compared', 'test/server/analysis-reports.test.ts', 'A month is kept when it is over'),
  'P-35': done('care occasions, next first, also of the lunar calendar, with a reminder', 'test/server/reminders.test.ts', 'what has come round is reckoned anew'),
  'P-36': done('guest history: stays, preferences, ratings, in daily work', 'test/days/reception.test.ts', 'the stay is written down'),
  'P-37': done('a note by service area in one line', 'test/days/reception.test.ts', 'in the restaurant a word is noted where it was said'),
  'P-38': done('surveys as records', 'test/flow/every-field.test.ts', 'every field of the section %s'),
  'P-39': stored('qualification of a prospect; the pipeline follows'),
  'P-40': later('potential, new, established; big, general'),
  'P-41': done('service records with occasion and satisfaction', 'test/flow/every-field.test.ts', 'every field of the section %s'),
  'P-42': later('campaigns'),
  'P-43': help('says why classes must be seen where people serve'),
  'P-44': stored('expectations and reputation; strategies by group follow'),
  'P-45': done('what laundering does: help text at the stage of a client; the printed figures are old and are not shown', 'test/components/field-help.test.ts', 'what it does at the stage of a client'),
  'P-46': done('the policy has versions; a draft counts once a general manager who did not write it approves it', 'test/server/policy.test.ts', 'counts when a general manager has approved it, and not before; what was in force stays as a version'),
  'P-47': done('option lists and own fields in the administration', 'test/flow/own-fields.test.ts', 'an option that is added and one that is retired'),
  'P-48': done('designer, project manager, estimator and after-sales agent stand in the archive; the policy gives their role or department read on named sections of such archives', 'test/model/rights.test.ts', 'what the policy gives'),
  'P-49': help('definition of customer information'),
  'P-50': help('definition of personal information; each field says which kind it is (D-29)'),
  'P-51': help('no requirement'),
  'P-52': help('definition; its parts are P-38 to P-42'),
  'P-53': help('reason for P-43'),
};
