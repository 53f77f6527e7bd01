/** Keyboard paths of the elements of stewards, compliance, managers and administrators. */
import { held, picks, walks, type Played } from './hand.ts';

export const OFFICES: Readonly<Record<string, Played>> = {
  'archive-session': { person: 'mei', markup: '<archive-session></archive-session>', sees: '*', rows: {
    'Esc, question before signing out with unsaved words': held('components/sign-out.test.ts', /Escape|close\(\)/),
  } },
  'audit-log': { person: 'peter', markup: '<audit-log></audit-log>', sees: 'form.filters', rows: {
    'Tab, filters, then entries': async ({ on, press, at, there }) => {
      await there('.rows button'); // filters stand before the entries come
      await on('.views button');
      for (const next of ['.views button:nth-of-type(2)', '.views button:nth-of-type(3)', '.views button:nth-of-type(4)', '.filters select']) {
        await press('Tab');
        await at(next);
      }
      await on('.filters .csv');
      await press('Tab');
      await at('.verify');
      await press('Tab');
      await at('.rows *');
    },
  } },
  'cleaning-bench': { person: 'ana', markup: '<cleaning-bench></cleaning-bench>', sees: '.group', rows: {
    '↑ / ↓ / Home / End, list of causes, ticks of values': async (hand) => {
      const { on, press, at } = hand;
      await on('.group');
      await press('Home');
      await at('.group');
      await press('Enter');
      await at('.back');
      await (walks('.tick') as (each: typeof hand) => Promise<void>)(hand);
    },
    '↑ / ↓, who is to do it': async (hand) => {
      await hand.on('.assign');
      await hand.press('Enter');
      await (picks('form', 'm') as (each: typeof hand) => Promise<void>)(hand);
    },
    'Esc, an open cause': async ({ press, gone, at }) => {
      await press('Escape');
      await gone('form [role=combobox]');
      await press('Escape');
      await gone('.back');
      await at('.group');
    },
    'Ctrl+Enter, an open cause': async ({ press, at, gone, on }) => {
      await press('Enter');
      await at('.back');
      await on('.tick');
      await press('Control+Enter');
      await gone('.tick');
    },
  } },
  'correction-case': { person: 'lucia', markup: '<correction-case archive="azulejos-sur"></correction-case>', sees: '.line', rows: {
    '↑ / ↓ / Home / End, list of corrections': async ({ on, press, stands }) => {
      await on('.line');
      for (const [key, place] of [['ArrowDown', -1], ['Home', 0], ['End', -1], ['ArrowUp', 0]] as const) {
        await press(key);
        await stands('.line', place);
      }
    },
    'Esc, an open correction, outside its fields': async ({ press, at, gone }) => {
      await press('Enter');
      await at('.back');
      await press('Escape');
      await gone('.back');
      await at('.line');
    },
  } },
  'customer-analysis': { person: 'margaret', markup: '<customer-analysis></customer-analysis>', sees: '.mark[role=option]', rows: {
    '↑ / ↓ / Home / End, list of analyses': walks('[role=tab]'),
    '← / → / ↑ / ↓, a picture': async ({ on, press, stands, there }) => {
      await there('.mark[role=option]');
      await on('.mark[role=option]');
      for (const [key, place] of [['Home', 0], ['ArrowRight', 1], ['ArrowLeft', 0], ['ArrowDown', 1], ['ArrowUp', 0]] as const) {
        await press(key);
        await stands('.mark[role=option]', place);
      }
    },
    'Home / End, a picture': async ({ press, stands, at }) => {
      await press('End');
      await at('.mark:not(:first-of-type)');
      await press('Home');
      await stands('.mark[role=option]', 0);
    },
    'PageUp / PageDown, a picture': async ({ press, stands, at }) => {
      await press('PageDown');
      await at('.mark:not(:first-of-type)');
      await press('PageUp');
      await stands('.mark[role=option]', 0);
    },
    'Enter / Space, a mark': async ({ on, press, there, gone }) => {
      for (const key of ['Enter', 'Space']) {
        await on('.mark.leads');
        await press(key);
        await there('.behind');
        await press('Escape');
        await gone('.behind');
      }
    },
    'Esc, customers behind a mark': async ({ on, press, there, gone, at }) => {
      await on('.mark.leads');
      await press('Enter');
      await there('.behind');
      await press('Escape');
      await gone('.behind');
      await at('.mark');
    },
  } },
  'dossier-admin': { person: 'tomas', markup: '<dossier-admin></dossier-admin>', sees: 'button.row', rows: {
    '↑ / ↓, search and lines of a list': async ({ on, press, stands }) => {
      await on('.tools input');
      await press('ArrowDown');
      await stands('button.row', 0);
      await press('ArrowDown');
      await stands('button.row', 1);
      await press('ArrowUp');
      await stands('button.row', 0);
    },
    'Esc, an open line': async ({ press, at, stands }) => {
      await press('ArrowDown', 'Enter');
      await at('h3');
      await press('Escape');
      await at('button.row');
      await stands('button.row', 1);
    },
    '← / → / ↑ / ↓, tabs': async ({ on, press, stands, at }) => {
      await on('[role=tab]');
      for (const [key, place] of [['ArrowRight', 1], ['ArrowLeft', 0], ['ArrowDown', 1], ['ArrowUp', 0]] as const) {
        await press(key);
        await stands('[role=tab]', place);
        await at('[aria-selected=true]');
      }
    },
    'Home / End, tabs': async ({ press, stands, at }) => {
      await press('End');
      await stands('[role=tab]', -1);
      await at('[aria-selected=true]');
      await press('Home');
      await stands('[role=tab]', 0);
    },
  } },
  'dossier-frame': { person: 'mei', markup: '<button type="button" id="before">before</button><dossier-frame show="customer-card" archive="nanwan"></dossier-frame><button type="button" id="after">after</button>', sees: 'iframe', rows: {
    'Tab, frame': held('flow/framed.test.ts', /iframe|frameLocator|frames\(\)/),
  } },
  'duplicate-review': { person: 'ana', markup: '<duplicate-review></duplicate-review>', sees: '.pair', rows: {
    '↑ / ↓ / Home / End, list of pairs': async ({ on, press, stands }) => {
      await on('.pair');
      for (const [key, place] of [['ArrowDown', -1], ['Home', 0], ['End', -1], ['ArrowUp', 0]] as const) {
        await press(key);
        await stands('.pair', place);
      }
    },
    'Esc, an open pair': async ({ press, at, gone }) => {
      await press('Enter');
      await at('.back');
      await press('Escape');
      await gone('.back');
      await at('.pair');
    },
  } },
  'emergency-access': { person: 'xiaoyu', markup: '<emergency-access archive="minjiang" shut></emergency-access>', sees: '.break', rows: {
    'Enter, what opens the archive': async ({ on, press, there, at }) => {
      await on('.break');
      await press('Enter');
      await there('dialog[open]');
      await at('dialog textarea');
    },
    'Esc, dialog': async ({ press, gone, at }) => {
      await press('Escape');
      await gone('dialog[open]');
      await at('.break');
    },
  } },
  'emergency-review': { person: 'jingyi', markup: '<emergency-review></emergency-review>', sees: '.review', rows: {
    'Esc, form of a review': async ({ on, press, there, gone, at }) => {
      await on('.review');
      await press('Enter');
      await there('form');
      await at('form input, form select, form textarea');
      await press('Escape');
      await gone('form');
      await at('.review');
    },
  } },
  'hand-over': { person: 'zhao', markup: '<hand-over></hand-over>', sees: '.begin', rows: {
    '↑ / ↓, who leaves, who takes over': async (hand) => {
      await hand.on('.begin');
      await hand.press('Enter');
      await (picks('form', 'm') as (each: typeof hand) => Promise<void>)(hand);
    },
    // the sample company has nothing handed over whose letter could be opened
    'Esc, question, letter': held('components/hand-over.test.ts', /'Escape shuts the letter or the question/),
  } },
  'import-assistant': { person: 'ana', markup: '<import-assistant></import-assistant>', sees: '.choose-files', rows: {
    '↑ / ↓, choice of a field for a column': async ({ page, on, type, press, there, at }) => {
      await page.locator('import-assistant input[type=file]').setInputFiles({ name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from('No;Name;City;Phone\n1001;Marlow Tiles;Reading;0118 496 0101\n') });
      await on('#source');
      await type('old');
      await press('Enter');
      await on('button.pick');
      await press('Enter');
      await at('[role=combobox]');
      await press('ArrowDown');
      await there('#target-1.active');
      await press('ArrowUp');
      await there('#target-0.active');
    },
    'PageUp / PageDown, choice of a field for a column': async ({ press, there }) => {
      await press('PageDown');
      await there('#target-8.active');
      await press('PageUp');
      await there('#target-0.active');
    },
    'Esc, choice, question before undoing': async ({ press, gone, at }) => {
      await press('Escape');
      await gone('[role=combobox]');
      await at('button.pick');
    },
  } },
  'policy-page': { person: 'ana', markup: '<policy-page></policy-page>', sees: 'h2', rows: {
    'Esc, question before a draft is discarded': async ({ on, press, there, at, so }) => {
      await on('.part button:not([disabled])');
      await press('Enter');
      await on('.save');
      await press('Enter');
      await on('.discard');
      await press('Enter');
      await there('.discard.danger');
      await press('Escape');
      await so(`root.querySelector('.discard.danger') === null`);
      await at('.discard');
    },
  } },
  'sign-in-list': { person: 'mei', markup: '<sign-in-list></sign-in-list>', sees: 'li .button', rows: {
    'Tab, list': async ({ on, press, gone, at }) => {
      await on('li .button');
      await press('Enter');
      await gone('li .button:has-text("2 Mar")');
      await at('.said');
    },
  } },
  'subject-desk': { person: 'jingyi', markup: '<subject-desk></subject-desk>', sees: '.new', rows: {
    'Esc, an open form': async ({ on, press, there, gone, at }) => {
      await on('.new');
      await press('Enter');
      await there('form');
      await at('form input, form select, form textarea');
      await press('Escape');
      await gone('form');
      await at('.new');
    },
    'Enter, names of the parts': async ({ on, press, there }) => {
      await on('[data-view]:not([aria-current])');
      await press('Enter');
      await there('[data-view]:nth-of-type(2)[aria-current]');
    },
  } },
  'wall-list': { person: 'jingyi', markup: '<wall-list></wall-list>', sees: '.put', rows: {
    'Esc, an open form': async ({ on, press, there, gone, at }) => {
      await on('.put');
      await press('Enter');
      await there('form');
      await at('form input, form select, form textarea');
      await press('Escape');
      await gone('form');
      await at('.put');
    },
  } },
};
