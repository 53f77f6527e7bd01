/** Routes that the game does not play, each with its reason, and those that it plays in its own code. A route in none of the lists fails the tests: whoever adds one says here, or in a table of doors, what becomes of it. */

/** Played by `rest.ts` itself. */
export const IN_GAME: readonly string[] = [
  'GET /api/archives', 'POST /api/archives', 'GET /api/archives/{id}', 'GET /api/archives/{id}/sections/{section}', 'PATCH /api/archives/{id}/sections/{section}', 'GET /api/archives/{id}/overview', 'GET /api/overviews',
  'GET /api/archives/{id}/transactions', 'POST /api/archives/{id}/transactions', 'GET /api/archives/{id}/files', 'POST /api/archives/{id}/files', 'GET /api/archives/{id}/files/{file}', 'GET /api/archives/{id}/history',
  'POST /api/archives/{id}/history/{change}/restore', 'POST /api/departments',
];

const SETTINGS = 'a setting of the whole workspace for administrators: it holds nothing of a customer, and one game would change the rules of the next';
const BENCH = 'a pass over all archives of the folder, of all games at once; who sees what of it is played over random companies in test/server/cleaning-rights.test.ts';
const IMPORTS = 'a file of many customers that goes through as a job; what of them its reader sees is test/server/import-jobs.test.ts and import-readers.test.ts, and what comes of it is archives like any';
const ANALYSIS = 'figures over all archives of the folder; compared with the rights over random companies in test/server/analysis-rights.test.ts';
const SENDS = 'sends to an address outside, which there is none of here; what it sends is test/server/webhooks.test.ts and channels.test.ts';
const OWN = 'changes a thing of one’s own of which the list and the single one are played';
const OPEN = 'the same for everybody, and nothing of a customer';
const MANY = 'the same door as the one for a single thing, asked many times; test/server/mass-rights.test.ts plays it over random rights';

export const LEFT_OUT: Readonly<Record<string, string>> = {
  'GET /api/catalogue': OPEN, 'GET /healthz': OPEN, 'GET /healthz/trickle': OPEN, 'GET /readyz': OPEN, 'GET /metrics': 'for a machine of the house under its own token: figures of the process', 'GET /api/openapi.json': OPEN,
  'POST /api/people': SETTINGS, 'PUT /api/departments/{id}': SETTINGS, 'DELETE /api/departments/{id}': SETTINGS, 'POST /api/dictionaries': SETTINGS, 'PUT /api/dictionaries/{id}': SETTINGS,
  'POST /api/fields': SETTINGS, 'PUT /api/fields': SETTINGS, 'PUT /api/fields/{key}': SETTINGS, 'DELETE /api/fields/{key}': SETTINGS, 'PUT /api/workdays': SETTINGS, 'PUT /api/service-matrix': SETTINGS, 'PUT /api/rates': SETTINGS,
  'DELETE /api/rates/{currency}/{date}': SETTINGS, 'PUT /api/classification/{scheme}': SETTINGS, 'POST /api/classify': 'computes classes of the whole folder; who sees them is test/server/p1-classes.test.ts', 'PUT /api/import-folders': SETTINGS,
  'DELETE /api/duplicates/dismissals': OWN, 'PUT /api/views/{view}': OWN, 'DELETE /api/views/{view}': OWN, 'PUT /api/tags/{tag}': OWN, 'DELETE /api/tags/{tag}': OWN, 'PUT /api/me/digest': OWN,
  'POST /api/reminders/undo': OWN, 'POST /api/reminders/{archive}/done': OWN, 'POST /api/reminders/{archive}/snooze': OWN, 'DELETE /api/mass-updates/{id}': OWN,
  'POST /api/cleaning/pass': BENCH, 'GET /api/cleaning/groups/{group}': BENCH, 'GET /api/cleaning/groups/{group}/values': BENCH, 'POST /api/cleaning/groups/{group}/preview': BENCH, 'POST /api/cleaning/groups/{group}/decisions': BENCH,
  'GET /api/cleaning/decisions/{id}': BENCH, 'POST /api/cleaning/decisions/{id}/undo': BENCH, 'PUT /api/cleaning/groups/{group}/dismissal': BENCH, 'DELETE /api/cleaning/groups/{group}/dismissal': BENCH, 'POST /api/cleaning/dismissals': BENCH,
  'DELETE /api/cleaning/dismissals': BENCH, 'PUT /api/cleaning/groups/{group}/assignment': BENCH, 'DELETE /api/cleaning/groups/{group}/assignment': BENCH,
  'POST /api/webhooks': SENDS, 'PUT /api/webhooks/hosts': SENDS, 'PATCH /api/webhooks/{id}': SENDS, 'DELETE /api/webhooks/{id}': SENDS, 'GET /api/webhooks/{id}/deliveries': SENDS, 'POST /api/webhooks/{id}/test': SENDS,
  'POST /api/webhooks/{id}/secret': SENDS, 'DELETE /api/webhooks/{id}/secret': SENDS, 'POST /api/channels': SENDS, 'PUT /api/channels/settings': SENDS, 'PATCH /api/channels/{id}': SENDS, 'DELETE /api/channels/{id}': SENDS,
  'POST /api/channels/{id}/test': SENDS, 'GET /api/channels/{id}/deliveries': SENDS,
  'POST /api/bulk/archives': MANY, 'POST /api/bulk/transactions': MANY, 'POST /api/mass-updates/{id}/apply': MANY, 'PATCH /api/archives/{id}/uploads/{upload}': 'bytes of a file in pieces: what is read of it is read as a file',
  'GET /api/analysis/reports/{month}': ANALYSIS, 'POST /api/analysis/similar': ANALYSIS, 'GET /api/analysis/{id}': ANALYSIS, 'POST /api/analysis/{id}/customers': ANALYSIS,
  'POST /api/import-uploads': IMPORTS, 'GET /api/import-uploads/{id}': IMPORTS, 'DELETE /api/import-uploads/{id}': IMPORTS, 'POST /api/import-uploads/{id}/look': IMPORTS, 'GET /api/import-mappings/{source}': IMPORTS,
  'PUT /api/import-mappings/{source}': IMPORTS, 'DELETE /api/import-mappings/{source}': IMPORTS, 'POST /api/imports': IMPORTS, 'GET /api/imports/{id}': IMPORTS, 'GET /api/imports/{id}/rows': IMPORTS, 'POST /api/imports/{id}/resume': IMPORTS,
  'POST /api/imports/{id}/undo': IMPORTS, 'GET /api/jobs/{id}': IMPORTS, 'DELETE /api/jobs/{id}': IMPORTS, 'POST /api/workbooks': IMPORTS, 'GET /api/workbooks/{id}': IMPORTS, 'DELETE /api/workbooks/{id}': IMPORTS, 'POST /api/workbooks/{id}/apply': IMPORTS,
  'POST /api/export-schedules': 'writes into a folder of the server on a day; what it writes is what an export writes, which is played', 'PUT /api/export-schedules/{id}': 'as its beginning', 'DELETE /api/export-schedules/{id}': 'as its beginning', 'POST /api/export-schedules/{id}/run': 'as its beginning',
  'POST /api/backups': 'a copy of the folder, which is read by nobody over the interface',
};
