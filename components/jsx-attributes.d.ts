/** What every tag of the kit takes in JSX, and its class. Made by build/manifest.mjs; what is written here by hand is lost. */
import type { AmlSheet } from './aml-sheet.ts';
import type { ArchiveAccess } from './archive-access.ts';
import type { ArchiveFiles } from './archive-files.ts';
import type { ArchiveForm } from './archive-form.ts';
import type { ArchiveHistory } from './archive-history.ts';
import type { ArchiveSession } from './archive-session.ts';
import type { AuditLog } from './audit-log.ts';
import type { ClassificationBadge } from './classification-badge.ts';
import type { CleaningBench } from './cleaning-bench.ts';
import type { ContactTimeline } from './contact-timeline.ts';
import type { CorrectionCase } from './correction-case.ts';
import type { CustomerAnalysis } from './customer-analysis.ts';
import type { CustomerCard } from './customer-card.ts';
import type { CustomerCreate } from './customer-create.ts';
import type { CustomerList } from './customer-list.ts';
import type { DossierAdmin } from './dossier-admin.ts';
import type { DossierFrame } from './dossier-frame.ts';
import type { DuplicateReview } from './duplicate-review.ts';
import type { EmergencyAccess } from './emergency-access.ts';
import type { EmergencyReview } from './emergency-review.ts';
import type { HandOver } from './hand-over.ts';
import type { ImportAssistant } from './import-assistant.ts';
import type { NoticeInbox } from './notice-inbox.ts';
import type { PolicyPage } from './policy-page.ts';
import type { PresenceStack } from './presence-stack.ts';
import type { RecordComments } from './record-comments.ts';
import type { RelationMap } from './relation-map.ts';
import type { ReminderList } from './reminder-list.ts';
import type { SignInList } from './sign-in-list.ts';
import type { SubjectDesk } from './subject-desk.ts';
import type { SyncStatus } from './sync-status.ts';
import type { TransactionLedger } from './transaction-ledger.ts';
import type { WallList } from './wall-list.ts';

/** Tag → its own attributes, properties and events; what every element has is added by the dialect. */
export interface DossierAttributes {
  /** The rating of money-laundering risk of one customer: what counts with its score and weight, who rated and why, when it is due again; rating anew and approving by a second person of compliance. */
  'aml-sheet': {
    /** Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`). */
    archive?: string | undefined;
    /** Nothing can be rated or approved here, whatever the person's right. */
    readonly?: boolean | undefined;
    /** Shows nothing while the customer looks on. */
    discreet?: boolean | undefined;
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: AmlSheet['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: AmlSheet['clock'] | undefined;
  };
  /** What the person sees of a customer and why, asking for more, and requests with their answers. */
  'archive-access': {
    /** Whose: id of the archive, or its key in another system as `system:value`. Without it the element lists the requests of all customers that concern the person. */
    archive?: string | undefined;
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: ArchiveAccess['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: ArchiveAccess['clock'] | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** All papers of one customer that the person may read, by section and field, with preview and validity; what has expired stands first. */
  'archive-files': {
    /** Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`). */
    archive?: string | undefined;
    /** Nothing can be added, changed or removed here, whatever the person's right. */
    readonly?: boolean | undefined;
    /** Shows only papers of sections that a customer may look at, while the customer looks on. */
    discreet?: boolean | undefined;
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: ArchiveFiles['headingLevel'] | undefined;
    /** What the page knows of a customer who has no archive yet (`name`, `kind`, `template`, `code`, `phone`, `email`, `department`): the form that opens one begins with it. */
    seed?: ArchiveFiles['seed'] | undefined;
    /** Somebody opened the archive from the form that is offered where a key leads nowhere yet. */
    'ondossier-created'?: ((event: HTMLElementEventMap['dossier-created']) => void) | undefined;
    /** The person wants to see another archive: one of the same name, found while a new one is opened. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** Every fact of one archive in the words of the catalogue, page by page, edited together with everybody else who is in it. */
  'archive-form': {
    /** Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`). */
    archive?: string | undefined;
    /** Page that shows first: `archive` for the archive's own row, or a section such as `profile`. The person may go elsewhere. */
    section?: string | undefined;
    /** Sheets that are shown, by their keys with blanks between; without it those of the archive. */
    packs?: string | undefined;
    /** Nothing can be changed here, whatever the person's right. */
    readonly?: boolean | undefined;
    /** Hides classes, margins, opinions and competitors while the customer looks on. */
    discreet?: boolean | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** What the page knows of a customer who has no archive yet (`name`, `kind`, `template`, `code`, `phone`, `email`, `department`): the form that opens one begins with it. */
    seed?: ArchiveForm['seed'] | undefined;
    /** Somebody opened the archive from the form that is offered where a key leads nowhere yet. */
    'ondossier-created'?: ((event: HTMLElementEventMap['dossier-created']) => void) | undefined;
    /** The person wants to see another archive: one of the same name, found while a new one is opened. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** Who changed which field of one archive from what to what, and when, by day. */
  'archive-history': {
    /** Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`). */
    archive?: string | undefined;
    /** Shows this section only: `profile`, `contacts`, or `archive` for the archive's own row. */
    section?: string | undefined;
    /** Shows this field only, by its key in the catalogue (`customer.name`) or as a value key (`fields/customer.name`). */
    field?: string | undefined;
    /** Level of the title; what stands below it counts on from there. 1 to 4. */
    'heading-level'?: number | string | undefined;
    /** Shows nothing while the customer looks on. */
    discreet?: boolean | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. 1 to 4. */
    headingLevel?: ArchiveHistory['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: ArchiveHistory['clock'] | undefined;
    /** What the page knows of a customer who has no archive yet (`name`, `kind`, `template`, `code`, `phone`, `email`, `department`): the form that opens one begins with it. */
    seed?: ArchiveHistory['seed'] | undefined;
    /** Somebody opened the archive from the form that is offered where a key leads nowhere yet. */
    'ondossier-created'?: ((event: HTMLElementEventMap['dossier-created']) => void) | undefined;
    /** The person wants to see another archive: one of the same name, found while a new one is opened. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** Where the server is and who is signed in, for the elements inside it; an empty one is the default of the page. */
  'archive-session': {
    /** Address of the server with its path, `https://dossier.example/sub`, absolute or relative to the page; without it the origin of the page. */
    endpoint?: string | undefined;
    /** The person signs in at the server itself, which must be of the page's origin; then no `getToken` is needed. */
    'sign-in'?: boolean | undefined;
    /** Gives a token for whoever is signed in: asked first and again before a token ends. A token is never an attribute. */
    getToken?: ArchiveSession['getToken'] | undefined;
    /** No token holds; sign the person in, then call `retry()`. */
    'ondossier-auth-required'?: ((event: HTMLElementEventMap['dossier-auth-required']) => void) | undefined;
    /** The session ends while something is not saved. Prevented on `signOut()`, the person stays and nothing is asked. */
    'ondossier-sign-out'?: ((event: HTMLElementEventMap['dossier-sign-out']) => void) | undefined;
  };
  /** What was done, for whoever reads the audit: rows by day with filters, the check of their chain, who could see an archive, what somebody opened; and the half-yearly review that managers sign. */
  'audit-log': {
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: AuditLog['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: AuditLog['clock'] | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** The classes of one customer, live, each with its reasons on demand. */
  'classification-badge': {
    /** Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`). */
    archive?: string | undefined;
    /** Which classes, in order, with blanks between: `abc rfm lifecycle`. */
    schemes?: string | undefined;
    /** Hides everything while the customer looks on. */
    discreet?: boolean | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
  };
  /** What is wrong with the data, by its cause, worst first; one cause is opened, decided once for all rows, undone, or given to a colleague. */
  'cleaning-bench': {
    /** Only what this import brought: id of its job. */
    import?: string | undefined;
    /** Only what came from this source. */
    source?: string | undefined;
    /** Only archives of this department, by its id. */
    department?: string | undefined;
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: CleaningBench['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: CleaningBench['clock'] | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** Contacts, transactions and major changes of one customer in one list, newest first. */
  'contact-timeline': {
    /** Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`). */
    archive?: string | undefined;
    /** Level of the title; what stands below it counts on from there. 1 to 4. */
    'heading-level'?: number | string | undefined;
    /** Service area of this place, an option of the dictionary D-80 such as `restaurant`: what is recorded here says so. */
    area?: string | undefined;
    /** Hides major matters, reports, what is due and comments while the customer looks on. */
    discreet?: boolean | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. 1 to 4. */
    headingLevel?: ContactTimeline['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: ContactTimeline['clock'] | undefined;
    /** Chance for ids of new rows; the browser's own unless a page sets another. */
    random?: ContactTimeline['random'] | undefined;
    /** What the page knows of a customer who has no archive yet (`name`, `kind`, `template`, `code`, `phone`, `email`, `department`): the form that opens one begins with it. */
    seed?: ContactTimeline['seed'] | undefined;
    /** Somebody opened the archive from the form that is offered where a key leads nowhere yet. */
    'ondossier-created'?: ((event: HTMLElementEventMap['dossier-created']) => void) | undefined;
    /** The person wants to see another archive: one of the same name, found while a new one is opened. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
    /** How many comments an entry has that is open. */
    'ondossier-comments'?: ((event: HTMLElementEventMap['dossier-comments']) => void) | undefined;
    /** How often others call this person in comments that were not read yet. */
    'ondossier-mentions'?: ((event: HTMLElementEventMap['dossier-mentions']) => void) | undefined;
  };
  /** Errors that were reported, on their way through the ten steps, and a way to report one: of an archive, one case alone, or all that waits for the person. */
  'correction-case': {
    /** Id or key of an archive: its corrections, and a way to report an error. */
    archive?: string | undefined;
    /** Id of one correction; the list is left out. */
    case?: string | undefined;
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: CorrectionCase['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: CorrectionCase['clock'] | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** Analyses of all customers that the person may read, as a picture with its table beside it, and the report of a month beside another. */
  'customer-analysis': {
    /** Which one shows, by its id (`trend`) or code (`A-05`), or `report`; follows what the person turns to. Empty: the first one. */
    analysis?: string | undefined;
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Leaves out the choice of analyses, for a page that offers it itself. */
    'no-list'?: boolean | undefined;
    /** Page with the register: the customers behind a mark lead to it, their conditions as JSON in `#where=`. Without it there is no such link. */
    'register-href'?: string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: CustomerAnalysis['headingLevel'] | undefined;
    /** Leaves out the choice of analyses, for a page that offers it itself. */
    noList?: CustomerAnalysis['noList'] | undefined;
    /** Page with the register: the customers behind a mark lead to it, their conditions as JSON in `#where=`. Without it there is no such link. */
    registerHref?: CustomerAnalysis['registerHref'] | undefined;
    /** The person turned to another analysis; `analysis` is its id. */
    'ondossier-analysis'?: ((event: HTMLElementEventMap['dossier-analysis']) => void) | undefined;
    /** The customers behind a mark were asked for: `where` is the question to the register. Prevent it and show them yourself. Not fired where the register has no conditions for them (who bought a product): the element lists those itself. */
    'ondossier-customers'?: ((event: HTMLElementEventMap['dossier-customers']) => void) | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** One customer on one sheet, live: name, who keeps it, classes with reasons, the facts one needs before a call, who else is here. */
  'customer-card': {
    /** Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`). */
    archive?: string | undefined;
    /** Hides classes, sums and what is due while the customer looks on. */
    discreet?: boolean | undefined;
    /** Does not show who is here, nor that this person is. */
    'without-presence'?: boolean | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Does not show who is here, nor that this person is. */
    withoutPresence?: CustomerCard['withoutPresence'] | undefined;
    /** What the page knows of a customer who has no archive yet (`name`, `kind`, `template`, `code`, `phone`, `email`, `department`): the form that opens one begins with it. */
    seed?: CustomerCard['seed'] | undefined;
    /** The person wants to note a contact and no timeline of this archive is on the page, or wants to see another archive. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
    /** Somebody opened the archive from the form that is offered where a key leads nowhere yet. */
    'ondossier-created'?: ((event: HTMLElementEventMap['dossier-created']) => void) | undefined;
  };
  /** Opens an archive from a template, with at most eight questions. */
  'customer-create': {
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: CustomerCreate['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: CustomerCreate['clock'] | undefined;
    /** What the page knows already: `name`, `kind`, `template`, `code`, `phone`, `email`, `department`, `key`, each if known. A `key` given so stays as it is. */
    seed?: CustomerCreate['seed'] | undefined;
    /** The archive is open. */
    'ondossier-created'?: ((event: HTMLElementEventMap['dossier-created']) => void) | undefined;
    /** The person wants to see the new archive, or one of the same name. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** The register of all customers the person may know of: search in every script, filters on any field, columns, groups with sums, saved and shared views, tags, owners, changes to many at once. */
  'customer-list': {
    /** Where “New customer” leads; without it the form opens in the list. */
    'create-href'?: string | undefined;
    /** Rows asked for at once, 1 to 200. */
    limit?: number | undefined;
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Never shows a card beside itself; your page does it on `dossier-open`. */
    'without-card'?: boolean | undefined;
    /** Loads more by its button alone, for pages where something stands below the list. */
    paged?: boolean | undefined;
    /** Shows no other customers while one looks on. */
    discreet?: boolean | undefined;
    /** Conditions as JSON, as for `POST /api/archives/query`: the list begins with these customers. */
    question?: string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Where “New customer” leads; without it the form opens in the list. */
    createHref?: CustomerList['createHref'] | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: CustomerList['headingLevel'] | undefined;
    /** Never shows a card beside itself; your page does it on `dossier-open`. */
    withoutCard?: CustomerList['withoutCard'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: CustomerList['clock'] | undefined;
    /** A row was opened; prevent it and no card is shown here. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
    /** Somebody opened an archive from the form in the list. */
    'ondossier-created'?: ((event: HTMLElementEventMap['dossier-created']) => void) | undefined;
  };
  /** What an administrator keeps and looks after: people, clearances, departments, option lists, own fields, rules of the classes, currency rates, working days, keys of other programs, limits, jobs, backups. */
  'dossier-admin': {
    /** What is shown first; without it the first that the person may see. */
    view?: string | undefined;
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: DossierAdmin['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: DossierAdmin['clock'] | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** An element of the kit in a frame of the server's own origin, for pages that are not trusted with what a person reads: no script of the page reaches into it, and who is signed in there the page never learns. */
  'dossier-frame': {
    /** Tag of the element that is shown; its own attributes stand beside. */
    show?: 'customer-card' | 'contact-timeline' | 'archive-form' | 'classification-badge' | 'transaction-ledger' | 'relation-map' | 'archive-files' | 'archive-history' | 'record-comments' | 'aml-sheet' | 'archive-access' | 'reminder-list' | 'notice-inbox' | undefined;
    /** Address of the server, with its path; without it that of the page's `<archive-session>`. */
    endpoint?: string | undefined;
    /** What the frame is called for who cannot see it; without it the tag. */
    label?: string | undefined;
    /** Handed on to the element inside: the `archive` of `<customer-card>`, `<contact-timeline>`, `<archive-form>`, `<classification-badge>`, `<transaction-ledger>`, `<relation-map>`, `<archive-files>`, `<archive-history>`, `<record-comments>`, `<aml-sheet>`, `<archive-access>`. */
    archive?: string | undefined;
    /** Handed on to the element inside: the `discreet` of `<customer-card>`, `<contact-timeline>`, `<classification-badge>`, `<transaction-ledger>`, `<relation-map>`, `<archive-history>`. */
    discreet?: boolean | undefined;
    /** Handed on to the element inside: the `area` of `<contact-timeline>`. */
    area?: string | undefined;
    /** Handed on to the element inside: the `section` of `<archive-form>`, `<archive-history>`, `<record-comments>`. */
    section?: string | undefined;
    /** Handed on to the element inside: the `packs` of `<archive-form>`. */
    packs?: string | undefined;
    /** Handed on to the element inside: the `readonly` of `<archive-form>`. */
    readonly?: boolean | undefined;
    /** Handed on to the element inside: the `schemes` of `<classification-badge>`. */
    schemes?: string | undefined;
    /** Handed on to the element inside: the `group` of `<transaction-ledger>`. */
    group?: string | undefined;
    /** Handed on to the element inside: the `as` of `<relation-map>`. */
    as?: string | undefined;
    /** Handed on to the element inside: the `field` of `<archive-history>`. */
    field?: string | undefined;
    /** Handed on to the element inside: the `record` of `<record-comments>`. */
    record?: string | undefined;
    /** Handed on to the element inside: the `view` of `<notice-inbox>`. */
    view?: string | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** Archives that may be one customer, worst first: a pair side by side, merged field by field or said to be two; a merge can be undone. */
  'duplicate-review': {
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: DuplicateReview['headingLevel'] | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
    /** Two archives are one; `archive` is the one that stays. */
    'ondossier-merged'?: ((event: HTMLElementEventMap['dossier-merged']) => void) | undefined;
  };
  /** For whom the policy names, the way into an archive that is shut to them, and how long it stays open. */
  'emergency-access': {
    /** Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`). */
    archive?: string | undefined;
    /** The archive is not open to this person: the way in is offered. */
    shut?: boolean | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: EmergencyAccess['clock'] | undefined;
    /** The archive is open now. Only where the element stands in the page itself: an element that has it inside shows the archive by itself. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** Who opened an archive in an emergency, what is overdue first; compliance agrees to more time and says what was found. */
  'emergency-review': {
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: EmergencyReview['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: EmergencyReview['clock'] | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** Archives of somebody who leaves go to others: begun in a form with a dry run, followed until every customer was told and met; and what came to the person. */
  'hand-over': {
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: HandOver['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: HandOver['clock'] | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** Files become customers in four steps, each of which can be gone back from: read, mapped, tried, imported. */
  'import-assistant': {
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: ImportAssistant['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: ImportAssistant['clock'] | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** What waits for the person's decision, mentions, what was handed over, alerts, changes of followed customers; read and unread, the day at a glance, and what one follows. */
  'notice-inbox': {
    /** What is shown. */
    view?: string | undefined;
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: NoticeInbox['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: NoticeInbox['clock'] | undefined;
    /** The person wants to see an archive, and in it the case `correction` where one is meant. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
    /** How many are unread now. */
    'ondossier-notices'?: ((event: HTMLElementEventMap['dossier-notices']) => void) | undefined;
  };
  /** The workspace's customer-data policy as everybody reads it; its draft, for who writes it and who approves it; the versions before. */
  'policy-page': {
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: PolicyPage['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: PolicyPage['clock'] | undefined;
  };
  /** Who else has this archive open, as circles with names. */
  'presence-stack': {
    /** Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`). */
    archive?: string | undefined;
    /** Whose readers are shown. */
    section?: string | undefined;
    /** Circles before the rest is behind a button. */
    max?: number | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
  };
  /** What colleagues said about one value or row, live, under the right of its section; mentions call them. */
  'record-comments': {
    /** Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`). */
    archive?: string | undefined;
    /** Whose right the comments have: `profile`, `terms`, `contacts-2026` (all years of contact records are one). */
    section?: string | undefined;
    /** The value or row they are about: a value key (`fields/customer.name`) or `table/rowId`; empty: the section as a whole. */
    record?: string | undefined;
    /** Level of the title, 1 to 6; 0 shows none. */
    'heading-level'?: number | string | undefined;
    /** Shows nothing while the customer looks on. */
    discreet?: boolean | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title, 1 to 6; 0 shows none. */
    headingLevel?: RecordComments['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: RecordComments['clock'] | undefined;
    /** How many there are, whenever that is known anew. */
    'ondossier-comments'?: ((event: HTMLElementEventMap['dossier-comments']) => void) | undefined;
    /** How often others call this person and have not been read, after some were. */
    'ondossier-mentions'?: ((event: HTMLElementEventMap['dossier-mentions']) => void) | undefined;
  };
  /** Who reports to whom and who works with whom at one customer, as a picture one can walk through and the same as a table; related parties are a second view. */
  'relation-map': {
    /** Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`). */
    archive?: string | undefined;
    /** How it is shown; follows what the person turns to. */
    as?: 'picture' | 'table' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Leaves internal relations out while the customer looks on. */
    discreet?: boolean | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: RelationMap['headingLevel'] | undefined;
    /** The person wants to edit a department, a person or a related party: its section, table and row. `showRow()` of an `<archive-form>` takes the same. */
    'ondossier-row'?: ((event: HTMLElementEventMap['dossier-row']) => void) | undefined;
  };
  /** What is due, one line a customer with every reason and the next thing to do; done, put off, handed over, each of them undone. */
  'reminder-list': {
    /** Whose lines are shown. */
    for?: string | undefined;
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Does not offer the link for a calendar. */
    'without-calendar'?: boolean | undefined;
    /** The keys D, S, H and U do nothing. */
    'without-shortcuts'?: boolean | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: ReminderList['headingLevel'] | undefined;
    /** Does not offer the link for a calendar. */
    withoutCalendar?: ReminderList['withoutCalendar'] | undefined;
    /** The keys D, S, H and U do nothing. */
    withoutShortcuts?: ReminderList['withoutShortcuts'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: ReminderList['clock'] | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** Where the person is signed in and by which links other programs read, each ended with a click. */
  'sign-in-list': {
    /** Whose, by the person's id; without it one's own, beside which an administrator finds others. */
    person?: string | undefined;
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: SignInList['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: SignInList['clock'] | undefined;
  };
  /** What people may ask of the company about their data: requests with their days, finding a person, their file, consents, terms; and for everybody what an erasure does not reach. */
  'subject-desk': {
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: SubjectDesk['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: SubjectDesk['clock'] | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** Is what I wrote safe? */
  'sync-status': {
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: SyncStatus['clock'] | undefined;
  };
  /** Every transaction of one customer with what is still to be paid, live: filtered, grouped, opened, recorded. */
  'transaction-ledger': {
    /** Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`). */
    archive?: string | undefined;
    /** How rows stand together at first. */
    group?: string | undefined;
    /** Rows asked for at once, 1 to 500. */
    limit?: number | undefined;
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Hides cost and profit while the customer looks on. */
    discreet?: boolean | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: TransactionLedger['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: TransactionLedger['clock'] | undefined;
    /** What the page knows of a customer who has no archive yet (`name`, `kind`, `template`, `code`, `phone`, `email`, `department`): the form that opens one begins with it. */
    seed?: TransactionLedger['seed'] | undefined;
    /** Somebody opened the archive from the form that is offered where a key leads nowhere yet. */
    'ondossier-created'?: ((event: HTMLElementEventMap['dossier-created']) => void) | undefined;
    /** The person wants to see another archive: one of the same name, found while a new one is opened. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
  /** Walls, legal holds and sealed archives, for stewards and compliance: put up and taken down, each with its reason. */
  'wall-list': {
    /** Level of the title; what stands below it counts on from there. */
    'heading-level'?: number | string | undefined;
    /** Colours of this element alone, instead of those that the `color-scheme` of the page asks for. */
    scheme?: 'light' | 'dark' | undefined;
    /** Level of the title; what stands below it counts on from there. */
    headingLevel?: WallList['headingLevel'] | undefined;
    /** Where the time comes from; the browser's own unless a page sets another. */
    clock?: WallList['clock'] | undefined;
    /** The person wants to see an archive; your page decides where. */
    'ondossier-open'?: ((event: HTMLElementEventMap['dossier-open']) => void) | undefined;
  };
}

/** Tag → class. */
export interface DossierClasses {
  'aml-sheet': AmlSheet;
  'archive-access': ArchiveAccess;
  'archive-files': ArchiveFiles;
  'archive-form': ArchiveForm;
  'archive-history': ArchiveHistory;
  'archive-session': ArchiveSession;
  'audit-log': AuditLog;
  'classification-badge': ClassificationBadge;
  'cleaning-bench': CleaningBench;
  'contact-timeline': ContactTimeline;
  'correction-case': CorrectionCase;
  'customer-analysis': CustomerAnalysis;
  'customer-card': CustomerCard;
  'customer-create': CustomerCreate;
  'customer-list': CustomerList;
  'dossier-admin': DossierAdmin;
  'dossier-frame': DossierFrame;
  'duplicate-review': DuplicateReview;
  'emergency-access': EmergencyAccess;
  'emergency-review': EmergencyReview;
  'hand-over': HandOver;
  'import-assistant': ImportAssistant;
  'notice-inbox': NoticeInbox;
  'policy-page': PolicyPage;
  'presence-stack': PresenceStack;
  'record-comments': RecordComments;
  'relation-map': RelationMap;
  'reminder-list': ReminderList;
  'sign-in-list': SignInList;
  'subject-desk': SubjectDesk;
  'sync-status': SyncStatus;
  'transaction-ledger': TransactionLedger;
  'wall-list': WallList;
}
