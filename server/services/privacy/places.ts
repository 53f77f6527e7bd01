/**
 * Everything in the data folder in which a person may stand, as one table: of each table of both databases the columns that hold words, those that hold only ids, kinds, dates or numbers, and what erasing does
 * there. A test holds it against the schema, so that no new table is forgotten; one that is missing all the same is searched in every column. How it is searched is `storage/subject-scan.ts`.
 */
import type { Barred, StoredWhat } from '../../../model/privacy/subject.ts';

/** What a hit in the table is called; besides what is stored in many places, what has a place of its own. */
export type PlaceWhat = StoredWhat | 'document' | 'history' | 'comment' | 'fileName' | 'transaction' | 'ownRow' | 'account';
/** passage: what matches is replaced by the mark · words: a text in which it stands is emptied whole, as no part of it says anything without the person · row: the row goes · entry: old and new value go, who and when stays · remade: made of other places, goes now and comes again without it · none: cannot be, for the reason told. */
export type PlaceEffect = 'passage' | 'words' | 'row' | 'entry' | 'remade' | 'none';

export interface TablePlace {
  readonly db: 'archive' | 'facts';
  readonly table: string;
  readonly what: PlaceWhat;
  readonly effect: PlaceEffect;
  /** Columns with words. */
  readonly words: readonly string[];
  /** Columns of ids, kinds, dates, numbers, hashes: nobody is named there. */
  readonly ids: readonly string[];
  /** SQL for the archive and the section of a row. */
  readonly archive: string;
  readonly section: string;
  readonly barred: Barred | null;
}

type Line = readonly [table: string, what: PlaceWhat, effect: PlaceEffect, words: string, ids: string, archive?: string, section?: string, barred?: Barred];
const split = (text: string): readonly string[] => text.split(' ').filter((each) => each !== '');
const lines = (db: TablePlace['db'], all: readonly Line[]): readonly TablePlace[] =>
  all.map(([table, what, effect, words, ids, archive = 'NULL', section = 'NULL', barred]) => ({ db, table, what, effect, words: split(words), ids: split(ids), archive, section, barred: barred ?? null }));
const ofSection = (column: 'archive' | 'name', table: string): string => `(SELECT s.${column} FROM section s WHERE s.id = ${table}.section)`;

const ARCHIVE_DB = lines('archive', [
  // documents: read as such, written anew as such
  ['section', 'document', 'none', '', 'archive name'],
  ['snapshot', 'document', 'none', '', 'sha256 state_vector bytes'],
  ['log', 'document', 'none', '', 'head bytes'],
  ['author', 'document', 'none', '', 'person'],
  // what was
  ['change', 'history', 'entry', 'old new', 'person key', ofSection('archive', 'change'), ofSection('name', 'change')],
  ['history', 'history', 'entry', 'old new', 'person key', ofSection('archive', 'history'), ofSection('name', 'history')],
  ['archive_change', 'ownRow', 'entry', 'old new', 'archive person at key', 'archive'],
  ['file_change', 'history', 'passage', 'old new', 'archive section person key', 'archive', 'section'],
  // the archive's own row
  ['archive', 'ownRow', 'passage', 'id code code_folded', 'kind packs keeper owner department confidentiality state opened_at reviewed_at', 'id'],
  ['archive_key', 'ownRow', 'row', 'key folded', 'archive', 'archive'],
  ['archive_alias', 'ownRow', 'none', 'alias', 'archive', 'archive', 'NULL', 'look'],
  ['archive_member', 'access', 'none', '', 'archive role person from_date to_date'],
  ['touched', 'other', 'none', '', 'archive'],
  // what is said, filed and sent
  ['comment', 'comment', 'passage', 'text', 'id archive section record person removed_by', 'archive', 'section'],
  ['mention', 'comment', 'none', '', 'comment person'],
  ['file', 'fileName', 'row', 'name', 'id archive section kind type sha256 valid_until person at', 'archive', 'section'],
  ['notice', 'notice', 'row', 'text mark', 'id person kind archive section by', 'archive', 'section'],
  ['follow', 'notice', 'none', '', 'person archive'],
  ['calendar_link', 'notice', 'none', '', 'id person lang kind archive wish'],
  ['export_record', 'export', 'passage', 'query', 'person format'],
  ['saved_view', 'view', 'passage', 'name body', 'id owner shared department'],
  ['tag', 'view', 'passage', 'name', 'person id colour'],
  ['tagged', 'view', 'none', '', 'person tag archive'],
  ['webhook', 'webhook', 'passage', 'body', 'id'],
  ['delivery', 'webhook', 'passage', 'error', 'id webhook kind'],
  ['repeated', 'repeat', 'row', 'answer key', 'person hash'],
  ['event', 'event', 'none', '', 'type archive section person keys concerns alias'],
  ['event_state', 'event', 'none', '', ''],
  // sets of edits, merges, the cleaning bench
  ['changeset', 'changeset', 'passage', 'title outcome', 'id kind person undoes undone_by'],
  ['changeset_edit', 'changeset', 'none', '', 'changeset'],
  ['changeset_archive', 'changeset', 'none', '', 'changeset archive'],
  ['merge', 'merge', 'passage', 'plan outcome', 'id winner loser person state undone_by', 'winner'],
  ['merge_part', 'merge', 'passage', 'body', 'merge section', '(SELECT m.winner FROM merge m WHERE m.id = merge_part.merge)', 'section'],
  ['distinct_pair', 'duplicate', 'none', '', 'a b person'],
  ['finding_kept', 'cleaning', 'passage', 'value reason', 'archive section key cause person decision', 'archive', 'section'],
  ['cause_kept', 'cleaning', 'passage', 'reason', 'name person'],
  ['cause_assigned', 'cleaning', 'none', '', 'name assignee person'],
  ['cleaning_decision', 'cleaning', 'passage', 'data', 'id person'],
  // people of this server, rights, settings
  ['person', 'account', 'none', 'id name email', 'department roles clearances reports_to withheld', 'NULL', 'NULL', 'account'],
  ['person_alias', 'account', 'none', 'alias', 'person', 'NULL', 'NULL', 'account'],
  ['session', 'account', 'none', 'claims', 'id_hash person agent', 'NULL', 'NULL', 'account'],
  ['tokens_end', 'account', 'none', '', 'person'],
  ['department', 'setting', 'passage', 'name', 'id parent managers'],
  ['access_grant', 'access', 'passage', 'reason', 'id archive to_kind to_id level sections from_moment until_moment requested_by approved_by origin origin_id', 'archive'],
  ['wall', 'access', 'passage', 'reason', 'id archive to_kind to_id from_moment until_moment person ended_by', 'archive'],
  ['legal_hold', 'access', 'passage', 'reason', 'id archive person ended_by', 'archive'],
  ['act_reason', 'access', 'passage', 'reason', 'archive act object person', 'archive'],
  ['setting', 'setting', 'passage', 'value', 'key'],
  ['own_field', 'catalogue', 'passage', 'body', 'key person changed_by'],
  ['own_list', 'catalogue', 'passage', 'body', 'id'],
  ['catalogue_change', 'catalogue', 'passage', 'old new', 'person subject'],
  ['api_key', 'setting', 'passage', 'name', 'id hash scope clearances created_by ended_by used'],
  ['reveal', 'audit', 'none', '', 'archive section person key'],
  ['seen', 'audit', 'none', '', 'person archive'],
  ['audit', 'audit', 'none', 'body', 'action actor archive mac', 'archive', 'NULL', 'audit'],
  ['audit_was', 'audit', 'none', 'was name', 'kind', 'NULL', 'NULL', 'audit'],
  ['access_request', 'request', 'words', 'reason note', 'id archive person sections level until_moment state decided_by given_sections given_level given_until grant_id ended_by ended_why', 'archive'],
  ['broken_glass', 'access', 'words', 'reason note outcome', 'id archive person state decided_by grant_id reviewed_by', 'archive'],
  ['policy_version', 'setting', 'passage', 'data', 'state'],
  // hand-overs and corrections of errors
  ['handover', 'handOver', 'passage', 'reason note body', 'id leaver person state due'],
  ['handover_item', 'handOver', 'passage', 'note subject text', 'handover archive successor state due letter lang channel sent_by', 'archive'],
  ['handover_grant', 'handOver', 'none', '', 'handover id archive reviewed_by'],
  ['correction_case', 'correction', 'passage', 'found concerns origin state', 'id archive template urgency origin_id person step due reminded', 'archive'],
  ['correction_act', 'correction', 'words', 'text proposed', 'correction archive act step person receivers changeset', 'archive'],
  ['correction_template', 'correction', 'passage', 'steps', 'person'],
  // requests about persons themselves
  ['consent_act', 'consent', 'passage', 'evidence guardian how', 'id archive subject purpose state decided version person', 'archive'],
  ['personal_record', 'request', 'passage', 'data content', 'id kind state due person'],
  ['personal_record_archive', 'request', 'none', '', 'record archive'],
  ['retention_due', 'request', 'passage', 'reason', 'id rule archive section due state asked_by decided_by', 'archive', 'section'],
  ['restriction', 'request', 'words', 'reason ended_why', 'id archive request was person ended_by', 'archive'],
  ['objection', 'request', 'words', 'reason ended_why', 'id archive scheme request person ended_by', 'archive'],
  ['erasure', 'request', 'none', '', 'id state body plan'],
]);

const FACTS_DB = lines('facts', [
  ['overview', 'overview', 'remade', 'name sort_name data', 'id kind updated_at projected lifecycle', 'id', "'profile'"],
  ['cell', 'overview', 'remade', 'data', 'document', '(SELECT o.id FROM overview o WHERE o.row = cell.row)', 'document'],
  // words of the index: erased with the row they are of, then the index is put in order, so that no old part of it stays
  ['search', 'searchWord', 'none', '', 'head body'], ['search_config', 'searchWord', 'none', '', 'k v'], ['search_data', 'searchWord', 'none', '', 'block'],
  ['search_docsize', 'searchWord', 'none', '', 'sz'], ['search_idx', 'searchWord', 'none', '', 'segid term pgno'],
  ['face', 'duplicate', 'remade', 'data mark', 'archive', 'archive'],
  ['face_key', 'duplicate', 'remade', 'key', 'archive', 'archive'],
  ['duplicate', 'duplicate', 'none', '', 'a b'],
  ['word', 'cleaning', 'remade', 'text', 'archive section key place', 'archive', 'section'],
  ['misspelt', 'cleaning', 'remade', 'text', 'place'],
  ['finding', 'cleaning', 'remade', 'value given source origin', 'archive section key cause place', 'archive', 'section'],
  ['finding_gone', 'cleaning', 'none', '', 'archive section key cause place'],
  ['cleaned', 'cleaning', 'none', '', 'archive mark'],
  ['import_left', 'import', 'passage', 'value given source origin', 'job archive section key cause place closed', 'archive', 'section'],
  ['import_row', 'import', 'passage', 'data', 'job state'],
  ['import_pack', 'import', 'passage', 'data', 'job'],
  ['import_trade', 'import', 'passage', 'before', 'job trade', '(SELECT t.archive FROM trade t WHERE t.id = import_trade.trade)', "'trade'"],
  ['imported', 'import', 'passage', 'external_id data', 'source name target', 'target'],
  ['job', 'importReport', 'passage', 'data', 'id'],
  ['trade', 'transaction', 'passage', 'channel order_ref lines external_id tracking stay', 'id archive kind date currency due_at source invoiced_at reverses person', 'archive', "iif(kind = 'stay', 'stays', 'trade')"],
  ['trade_change', 'transaction', 'passage', 'before', 'trade person', '(SELECT t.archive FROM trade t WHERE t.id = trade_change.trade)', "'trade'"],
  ['merged_trade', 'merge', 'none', '', 'merge trade'], ['merged_override', 'merge', 'none', '', 'merge'],
  ['total', 'transaction', 'none', '', 'archive currency first last'], ['converted', 'transaction', 'none', '', 'archive first last rows'],
  ['rate', 'setting', 'passage', 'source', 'base currency date rate person at'], ['rate_change', 'setting', 'passage', 'source', 'base currency date before after person at'],
  ['class', 'classReason', 'none', '', 'archive scheme value computed mark since previous until at section'],
  ['class_run', 'classReason', 'passage', 'data', 'scheme'], ['class_step', 'classReason', 'none', '', 'measure data'],
  ['figure', 'classReason', 'none', '', 'archive first last yfirst left_out cycle abc rfm lifecycle converted'], ['figure_due', 'classReason', 'none', '', 'archive'],
  ['similar_seen', 'classReason', 'remade', 'data', 'archive', 'archive'],
  ['override', 'override', 'passage', 'reason', 'archive scheme value by approved_by at until', 'archive'],
  ['override_act', 'override', 'passage', 'reason note', 'archive scheme value until person at state decided_by decided_at', 'archive'],
  ['reminder', 'reminder', 'remade', 'inputs', 'archive kind key section due starts ends person done until put_by', 'archive', 'section'],
  ['care', 'reminder', 'none', '', 'archive mark'], ['care_line', 'reminder', 'none', '', 'archive person starts dated since'],
  ['care_handed', 'reminder', 'passage', 'note', 'archive of person by sections', 'archive'],
  ['care_undo', 'reminder', 'passage', 'data', 'id person archive', 'archive'],
  ['audit_head', 'audit', 'none', '', 'mac'],
  ['outbox', 'event', 'none', '', 'type archive section person key'], ['touched', 'other', 'none', '', ''],
]);

export const TABLE_PLACES: readonly TablePlace[] = Object.freeze([...ARCHIVE_DB, ...FACTS_DB]);
/** Words that stand under no archive: an erasure of a whole archive does not empty their tables, a search for the person finds them and takes them out one by one. */
export const OF_NO_ARCHIVE: Readonly<Record<string, string>> = Object.freeze({
  export_record: 'what was asked of an export, across archives', saved_view: 'its owner’s, across archives', tag: 'a name that its owner gives to many', webhook: 'an address to which is sent', delivery: 'what a receiver answered', repeated: 'an answer kept for a day',
  changeset: 'a title and outcome across archives', cause_kept: 'why a kind of finding stays, across archives', cleaning_decision: 'a decision across archives', person: 'works here', person_alias: 'works here', session: 'works here', department: 'of the company', setting: 'of the workspace',
  own_field: 'of the workspace', own_list: 'of the workspace', catalogue_change: 'of the workspace', api_key: 'the name of a program', audit_was: 'what conferred rights, by ids, until the next row of the chain', policy_version: 'of the workspace', handover: 'of one who leaves, across archives',
  correction_template: 'of the workspace', personal_record: 'a request, or a file that is emptied with its archives', misspelt: 'a spelling across archives, made anew', import_row: 'a row as it was read, whose archive is perhaps none', import_pack: 'rows as they were read', job: 'a report across archives',
  rate: 'of currencies', rate_change: 'of currencies', class_run: 'figures across archives',
});
/** SQLite's own. */
export const NO_TABLE: ReadonlySet<string> = new Set(['sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4']);

/** What lies in the data folder besides the databases. `bytes`: named by rows, under their hash · `spool`: waits or is left to be fetched, goes when it holds the person · `keep`: nobody's data · `aside`: what a restore moved away; backups. */
export const FOLDER_PLACES: Readonly<Record<string, 'bytes' | 'spool' | 'keep' | 'aside'>> = Object.freeze({
  files: 'bytes', exports: 'spool', exported: 'spool', uploads: 'spool', imports: 'spool', backups: 'aside', 'replaced-': 'aside', coming: 'aside', 'restoring.json': 'keep', 'audit.key': 'keep', 'erasures.jsonl': 'keep', 'erasing-': 'keep', 'dossier.lock': 'keep', lock: 'keep',
});
