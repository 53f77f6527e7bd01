/** What is pictured: every tag of the kit in the state in which people meet it, and further states where they look different. Who looks at it is one of the sample people. */
import type { Page } from 'playwright-core';

export interface Subject {
  /** Tag, and behind a dot the state. */
  readonly name: string;
  readonly person: string;
  readonly markup: string;
  /** Scripts of the kit, apart by blanks; default `dossier`. */
  readonly kit?: string;
  /** Pictures at most, for a further state of a tag that has its own. */
  readonly most?: number;
  /** Room for what pops up. */
  readonly tall?: boolean;
  /** Who else is at the archive of the markup. */
  readonly beside?: readonly string[];
  /** It shows who has signed in: nobody has yet when it is taken. */
  readonly first?: true;
  readonly before?: (page: Page) => Promise<void>;
}

const click = (name: RegExp | string, role: 'button' | 'tab' | 'link' = 'button') => async (page: Page): Promise<void> => { await page.locator('#stage').getByRole(role, { name }).first().click(); };

const SHEET = { name: 'old-system.csv', mimeType: 'text/csv', buffer: Buffer.from('No;Name;City;Phone\n1001;Marlow Tiles;Reading;0118 496 0101\n1002;Casa Olmo;Sevilla;954 00 01 02\n1003;广州白云陶瓷;广州;020-5550 0199\n') };
async function lookAtFile(page: Page): Promise<void> {
  await page.locator('#stage input[type=file]').setInputFiles(SHEET);
  await page.locator('#stage').getByRole('textbox', { name: 'Where they come from' }).fill('old');
  await page.locator('#stage').getByRole('button', { name: 'Look at the files' }).click();
  await page.locator('#stage').getByText('Step 2 of 4').or(page.locator('#stage [aria-current=step]')).first().waitFor();
}

export const SUBJECTS: readonly Subject[] = [
  { name: 'classification-badge', person: 'mei', markup: '<p>广州南湾家居 <classification-badge archive="nanwan" schemes="abc rfm lifecycle"></classification-badge></p>' },
  { name: 'classification-badge.open', person: 'mei', tall: true, markup: '<p>广州南湾家居 <classification-badge archive="nanwan" schemes="abc rfm lifecycle"></classification-badge></p>', before: click(/./), most: 3 },
  { name: 'classification-badge.alone', person: 'mei', kit: 'badge', markup: '<p>广州南湾家居 <classification-badge archive="nanwan" schemes="abc rfm lifecycle"></classification-badge></p>', most: 2 },
  { name: 'customer-card', person: 'mei', markup: '<customer-card archive="nanwan" without-presence></customer-card>' },
  { name: 'customer-card.first', person: 'mei', markup: '<customer-card archive="erp:NEW/1"></customer-card>', most: 2 },
  { name: 'customer-card.discreet', person: 'mei', markup: '<customer-card archive="nanwan" discreet without-presence></customer-card>', most: 2 },
  { name: 'contact-timeline', person: 'mei', markup: '<contact-timeline archive="nanwan"></contact-timeline>' },
  { name: 'archive-form', person: 'mei', markup: '<archive-form archive="nanwan"></archive-form>' },
  { name: 'archive-form.profile', person: 'mei', markup: '<archive-form archive="nanwan" section="profile"></archive-form>', most: 2 },
  { name: 'customer-list', person: 'margaret', markup: '<customer-list without-card></customer-list>' },
  { name: 'customer-create', person: 'mei', markup: '<customer-create></customer-create>' },
  { name: 'archive-files', person: 'mei', markup: '<archive-files archive="nanwan"></archive-files>' },
  { name: 'archive-history', person: 'mei', markup: '<archive-history archive="nanwan" section="profile"></archive-history>' },
  { name: 'archive-access', person: 'mei', markup: '<archive-access archive="nanwan"></archive-access>' },
  { name: 'transaction-ledger', person: 'mei', markup: '<transaction-ledger archive="nanwan" limit="12"></transaction-ledger>' },
  { name: 'record-comments', person: 'james', markup: '<record-comments archive="kestrel-coast" section="profile"></record-comments>' },
  { name: 'relation-map', person: 'mei', markup: '<relation-map archive="nanwan"></relation-map>' },
  { name: 'relation-map.table', person: 'mei', markup: '<relation-map archive="nanwan" as="table"></relation-map>', most: 2 },
  { name: 'aml-sheet', person: 'jingyi', markup: '<aml-sheet archive="daniel-okafor"></aml-sheet>' },
  { name: 'correction-case', person: 'ana', markup: '<correction-case></correction-case>' },
  { name: 'customer-analysis', person: 'margaret', markup: '<customer-analysis></customer-analysis>' },
  { name: 'customer-analysis.trend', person: 'margaret', markup: '<customer-analysis analysis="trend" no-list></customer-analysis>', most: 2 },
  { name: 'reminder-list', person: 'mei', markup: '<reminder-list></reminder-list>' },
  { name: 'notice-inbox', person: 'jingyi', markup: '<notice-inbox></notice-inbox>' },
  { name: 'import-assistant', person: 'ana', markup: '<import-assistant></import-assistant>' },
  { name: 'import-assistant.columns', person: 'ana', markup: '<import-assistant></import-assistant>', before: lookAtFile, most: 2 },
  { name: 'cleaning-bench', person: 'ana', markup: '<cleaning-bench></cleaning-bench>' },
  { name: 'duplicate-review', person: 'ana', markup: '<duplicate-review></duplicate-review>' },
  { name: 'duplicate-review.pair', person: 'ana', markup: '<duplicate-review></duplicate-review>', before: click(/Northgate/), most: 2 },
  { name: 'hand-over', person: 'zhao', markup: '<hand-over></hand-over>' },
  { name: 'policy-page', person: 'jingyi', markup: '<policy-page></policy-page>' },
  { name: 'audit-log', person: 'peter', first: true, markup: '<audit-log></audit-log>' },
  { name: 'wall-list', person: 'jingyi', markup: '<wall-list></wall-list>' },
  { name: 'emergency-access', person: 'xiaoyu', markup: '<emergency-access archive="minjiang" shut></emergency-access>' },
  { name: 'emergency-access.open', person: 'xiaoyu', markup: '<emergency-access archive="nanwan"></emergency-access>', most: 2 },
  { name: 'emergency-review', person: 'jingyi', markup: '<emergency-review></emergency-review>' },
  { name: 'subject-desk', person: 'jingyi', markup: '<subject-desk></subject-desk>' },
  { name: 'subject-desk.kept', person: 'jingyi', markup: '<subject-desk></subject-desk>', before: click('Terms'), most: 2 },
  { name: 'sign-in-list', person: 'mei', markup: '<sign-in-list></sign-in-list>' },
  { name: 'dossier-admin', person: 'tomas', markup: '<dossier-admin></dossier-admin>' },
  { name: 'dossier-admin.classes', person: 'ana', markup: '<dossier-admin view="classes"></dossier-admin>', most: 2 },
  { name: 'sync-status', person: 'mei', markup: '<sync-status></sync-status>' },
  { name: 'presence-stack', person: 'mei', beside: ['wei', 'zhao'], markup: '<presence-stack archive="nanwan"></presence-stack>' },
  { name: 'dossier-frame', person: 'mei', kit: 'frame', markup: '<dossier-frame show="customer-card" archive="nanwan"></dossier-frame>' },
];
