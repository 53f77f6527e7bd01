/** Keyboard paths of the elements that show one archive from its sides: who may see it, papers, changes, transactions, comments, relations, who is here, what is saved. */
import { held, picks, walks, type Played } from './hand.ts';

/** A picture of one point. */
const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export const RECORDS: Readonly<Record<string, Played>> = {
  'aml-sheet': { person: 'jingyi', markup: '<aml-sheet archive="daniel-okafor"></aml-sheet>', sees: '.rate', rows: {
    'Tab, rating': async ({ on, press, at, there }) => {
      await on('.rate');
      await press('Enter');
      await at('form input');
      // a group of circles is one stop
      await press('Space', 'Tab');
      await at('form textarea, form input');
      await press('Enter');
      await there('form [aria-invalid=true], form [role=alert]');
    },
  } },
  'archive-access': { person: 'mei', markup: '<archive-access archive="nanwan"></archive-access>', sees: '.give-open', rows: {
    'Enter, a button of what you may do': async ({ on, press, at }) => {
      await on('.give-open');
      await press('Enter');
      await at('.give-form input, .give-form select');
    },
    '↑ / ↓, who gets a right or owns the archive': picks('.give-form', 'w'),
    'Esc, an open form': async ({ press, gone, at }) => {
      await press('Escape');
      await gone('.give-form');
      await at('.give-open');
    },
  } },
  'archive-files': { person: 'mei', markup: '<archive-files archive="nanwan"></archive-files>', sees: 'input[type=file]', rows: {
    'Enter, name of a file': async ({ page, on, press, there }) => {
      await page.locator('archive-files input[type=file]').first().setInputFiles(['first', 'second'].map((name) => ({ name: `${name}.png`, mimeType: 'image/png', buffer: DOT })));
      await there('.file-row ~ .file-row .file-name');
      await on('.file-name');
      await press('Enter');
      await there('dialog[open]');
    },
    'PageUp / PageDown, preview of a PDF': held('flow/file-preview.test.ts', /'PageDown'/),
    '[ / ], preview of a file': held('components/files.test.ts', /'\]'/),
    '+ / -, preview of a file': held('components/files.test.ts', /'\+'/),
    'Esc, preview, form of a file': async ({ press, gone, at }) => {
      await press('Escape');
      await gone('dialog[open]');
      await at('.file-name');
    },
  } },
  'archive-history': { person: 'mei', markup: '<archive-history archive="nanwan" section="profile"></archive-history>', sees: '.entry', rows: {
    '↑ / ↓ / Home / End, a change': walks('.entry'),
    'Enter, a change': async ({ on, press, at }) => {
      await on('.entry');
      // what was said first can be put back
      await press('End', 'Enter');
      await at('.entry .ask *, .entry [role=group] *, .entry form *');
    },
    'Esc, open question or details': async ({ press, at }) => {
      await press('Escape');
      await at('.entry');
    },
  } },
  'presence-stack': { person: 'mei', markup: '<presence-stack archive="nanwan"></presence-stack>', sees: '*', rows: {
    'Enter, “+2” beside the people': held('components/presence-stack.test.ts', /more/),
  } },
  'record-comments': { person: 'james', markup: '<record-comments archive="kestrel-coast" section="profile"></record-comments>', sees: '#write', rows: {
    'Enter, a comment of one line': async ({ on, type, press, there }) => {
      await on('#write');
      await type('Seen and done');
      await press('Enter');
      await there(':text("Seen and done")');
    },
    'Ctrl+Enter, a comment of several lines': async ({ on, type, press, there }) => {
      await on('#write');
      await type('Two things:');
      await press('Shift+Enter');
      await type('price and colour');
      await press('Control+Enter');
      await there(':text("price and colour")');
    },
    '↑ / ↓, after @ in a comment': async ({ on, type, there, press, gone, so }) => {
      await on('#write');
      await type('@m');
      await there('[role=option]');
      await press('ArrowDown');
      await there('[role=option][aria-selected=true]');
      await press('Escape');
      await gone('[role=option]');
      await so(`root.querySelector('#write').value === '@m'`);
    },
    'Esc, editing, question before removing': async ({ on, press, there, gone, at }) => {
      await on('.remove');
      await press('Enter');
      await there('.ask');
      await at('.ask button');
      await press('Escape');
      await gone('.ask');
      await at('.remove');
    },
  } },
  'relation-map': { person: 'mei', markup: '<relation-map archive="nanwan"></relation-map>', sees: '[data-node]', rows: {
    '↑ / ↓, a box of the map': async ({ on, press, stands }) => {
      await on('[data-node]');
      await press('ArrowDown');
      await stands('[data-node]', 1);
      await press('ArrowUp');
      await stands('[data-node]', 0);
    },
    '← / →, a box of the map': async ({ press, at, stands }) => {
      await press('ArrowRight');
      await at('[data-node]:not([tabindex="-1"])');
      await press('ArrowLeft');
      await stands('[data-node]', 0);
    },
    'Home / End, a box of the map': async ({ press, stands }) => {
      await press('End');
      await stands('[data-node]', -1);
      await press('Home');
      await stands('[data-node]', 0);
    },
    'Enter / Space, a box of the map': async ({ on, press, there, gone }) => {
      for (const key of ['Enter', 'Space']) {
        await on('[data-node]');
        await press(key);
        await there('.relation-panel');
        await press('Escape');
        await gone('.relation-panel');
      }
    },
    'Esc, shown details': async ({ press, there, gone, stands }) => {
      await press('End', 'Enter');
      await there('.relation-panel');
      await press('Escape');
      await gone('.relation-panel');
      await stands('[data-node]', -1);
    },
  } },
  'sync-status': { person: 'mei', markup: '<sync-status></sync-status>', sees: '*', rows: {
    'Enter, what can be done about the trouble': held('components/sync-status.test.ts', /button/),
  } },
  'transaction-ledger': { person: 'mei', markup: '<transaction-ledger archive="nanwan"></transaction-ledger>', sees: '.row[data-id]', rows: {
    '↑ / ↓, search, a line': async ({ on, press, stands, at }) => {
      await on('input[type=search]');
      await press('ArrowDown');
      await stands('.row[data-id]', 0);
      await press('ArrowDown');
      await stands('.row[data-id]', 1);
      await press('ArrowUp', 'ArrowUp');
      await at('input[type=search]');
    },
    'Home / End, a line': async ({ on, press, stands }) => {
      await on('.row[data-id]');
      await press('End');
      await stands('.row[data-id]', -1);
      await press('Home');
      await stands('.row[data-id]', 0);
    },
    'Enter / Space, a line': async ({ press, so }) => {
      for (const key of ['Enter', 'Space']) {
        await press(key);
        await so(`root.querySelector('.row[aria-expanded=true]') !== null`);
        await press(key);
        await so(`root.querySelector('.row[aria-expanded=true]') === null`);
      }
    },
    'n, everywhere but fields': async ({ press, there, at }) => {
      await press('n');
      await there('form');
      await at('form input, form select, form textarea');
    },
    'Ctrl+Enter, form of a record': async ({ press, there }) => {
      await press('Control+Enter');
      // what is missing is said: it was sent
      await there('form [aria-invalid=true]');
    },
    'Esc, form, open line': async ({ press, gone, at }) => {
      await press('Escape');
      await gone('form');
      await at('.record, .row');
      await press('Tab');
    },
  } },
};
