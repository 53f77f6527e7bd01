/** Keyboard paths of the elements that people have open all day: card, badge, timeline, form, register, notices, reminders, and a new customer. */
import { held, opens, walks, type Hand, type Play, type Played } from './hand.ts';

const openReasons: Play = async ({ on, press, there, gone, at }) => {
  for (const key of ['Enter', 'Space']) {
    await on('button.class');
    await press(key);
    await there('.reasons dl');
    await at('button.class');
    await press('Tab');
    await at('.panel *');
    await press('Escape');
    await gone('.reasons');
  }
};
const closeReasons: Play = async ({ on, press, there, gone, at }) => {
  await on('button.class');
  await press('Enter');
  await there('.reasons dl');
  await press('Escape');
  await gone('.reasons');
  await at('button.class');
};
const ways = (back: string, before: (hand: Hand) => Promise<void>): Play => async (hand) => {
  const { on, press, at, stands, gone } = hand;
  await before(hand);
  await on('.elsewhere');
  await press('Enter');
  await hand.there('dialog [role=tab]');
  await on('dialog [role=tab]');
  for (const [key, place] of [['End', -1], ['Home', 0], ['ArrowRight', 1], ['ArrowLeft', 0]] as const) {
    await press(key);
    await stands('[role=tab]', place);
    await at('[aria-selected=true]');
  }
  await press('Escape');
  await gone('dialog [role=tab]');
  await at(back);
};
const SCOPE = '[data-field="org.businessScope"] textarea';

export const DAILY: Readonly<Record<string, Played>> = {
  'customer-card': { person: 'mei', markup: '<customer-card archive="nanwan"></customer-card>', sees: 'button.class', rows: {
    'Enter / Space, a class': openReasons,
    'Esc, open reasons of a class': closeReasons,
    'Enter, “+2” beside those who are here': held('components/customer-card.test.ts', /'\.more'/),
    '← / → / Home / End, ways of “Use elsewhere”': ways('.elsewhere', (hand) => hand.there('.elsewhere')),
  } },
  'classification-badge': { person: 'mei', markup: '<classification-badge archive="nanwan" schemes="abc rfm lifecycle"></classification-badge>', sees: 'button.class', rows: {
    'Enter / Space, a class': openReasons,
    'Esc, open reasons of a class': closeReasons,
    '← / → / Home / End, ways of “Use elsewhere”': ways('button.class', async ({ on, press, there }) => {
      await on('button.class');
      await press('Enter');
      await there('.elsewhere');
    }),
  } },
  'contact-timeline': { person: 'mei', markup: '<contact-timeline archive="nanwan"></contact-timeline>', sees: '.entry', rows: {
    // what is written stays
    'Esc, the line on top, an open form or editor': async ({ on, type, press, so, there }) => {
      await on('#line');
      await type('Asked ');
      await there('form.line .chips');
      await press('Escape');
      await so(`root.querySelector('form.line .chips') === null && root.querySelector('#line').value === 'Asked '`);
    },
    'Enter, the line on top': async ({ on, type, press, there }) => {
      await on('#line');
      await type('for the new price list');
      await press('Enter');
      await there('.entry:has-text("Asked for the new price list")');
    },
    '↑ / ↓ / Home / End, an entry': async ({ on, press, stands, so }) => {
      await on('.entry');
      await press('Home');
      await stands('.entry', 0);
      await press('ArrowDown');
      await stands('.entry', 1);
      await press('ArrowUp');
      await stands('.entry', 0);
      await press('End');
      // older ones come as they are scrolled to: the last of them was another a moment ago
      await so(`[...root.querySelectorAll('.entry')].indexOf(root.activeElement) > 2`);
      await press('Home');
      await stands('.entry', 0);
    },
    'Enter, an entry': async ({ on, press, there, at }) => {
      await on('.entry');
      await press('Home', 'Enter');
      await there('form textarea');
      await press('Escape');
      await at('.entry');
    },
    'd, everywhere but fields': async ({ on, press, page }) => {
      await on('.entry');
      await press('d');
      await page.locator('contact-timeline[discreet]').waitFor();
      await press('d');
      await page.locator('contact-timeline:not([discreet])').waitFor();
    },
  } },
  'archive-form': { person: 'mei', markup: '<archive-form archive="nanwan"></archive-form>', sees: '[data-field] input', rows: {
    '↑ / ↓ / Home / End, list of pages': walks('.rail .stop'),
    'Ctrl+Enter, everywhere in a page': async ({ on, press, at }) => {
      await on('[data-field] input');
      await press('Control+Enter');
      await at('#f-search');
    },
    '↑ / ↓, search for a fact': async ({ at, press, there, gone }) => {
      await at('#f-search');
      await press('ArrowDown');
      await there('#f-found-1[aria-selected=true]');
      await press('ArrowUp');
      await there('#f-found-0[aria-selected=true]');
      await press('Escape');
      await gone('#f-search');
    },
    'Enter, a field of one line': held('components/archive-form.test.ts', /'Enter'/),
    'Esc, a field not yet taken': held('components/archive-form.test.ts', /'Escape'/),
    'Ctrl+Z, everywhere in a page': async ({ on, press, type, so }) => {
      await on(SCOPE);
      await press('Control+End');
      await type(' more');
      await so(`root.querySelector('${SCOPE}').value.endsWith(' more')`);
      await press('Control+z');
      await so(`!root.querySelector('${SCOPE}').value.includes(' more')`);
    },
    'Ctrl+Y / Ctrl+Shift+Z, everywhere in a page': async ({ press, so }) => {
      for (const keys of ['Control+y', 'Control+Shift+z']) {
        await press(keys);
        await so(`root.querySelector('${SCOPE}').value.endsWith(' more')`);
        await press('Control+z');
        await so(`!root.querySelector('${SCOPE}').value.includes(' more')`);
      }
    },
    'Alt+I, a value': held('flow/provenance.test.ts', /'Alt\+I'/),
    'Alt+↑ / Alt+↓, a row of a table': held('components/row-looks.test.ts', /'ArrowUp', \{ altKey: true \}/),
    'Alt+Shift+Backspace, a row of a table': held('components/row-looks.test.ts', /'Backspace', \{ altKey: true, shiftKey: true \}/),
  } },
  'customer-list': { person: 'mei', markup: '<customer-list without-card></customer-list>', sees: '[data-at="1"]', rows: {
    '↑ / ↓, search, a line': async ({ on, press, at }) => {
      await on('.search input');
      await press('ArrowDown');
      await at('[data-at]');
      await press('Home', 'ArrowDown');
      await at('[data-at="1"]');
      await press('ArrowUp', 'ArrowUp');
      await at('.search input');
    },
    'Home / End, a line': async ({ on, press, at }) => {
      await on('[data-at]');
      await press('End');
      await at('[data-at]:not([data-at="0"]):not([data-at="1"])');
      await press('Home');
      await at('[data-at="0"]');
    },
    'PageUp / PageDown, a line': async ({ press, at }) => {
      await press('PageDown');
      await at('[data-at]:not([data-at="0"]):not([data-at="1"])');
      await press('PageUp');
      await at('[data-at="0"]');
    },
    'Space, a line': async ({ press, there, gone }) => {
      await press('Space');
      await there('[data-at][aria-selected=true]');
      await press('Space');
      await gone('[data-at][aria-selected=true]');
    },
    'Ctrl+A, a line': async ({ press, there, gone }) => {
      await press('Control+a');
      await there('[data-at="3"][aria-selected=true]');
      await press('Space');
      await gone('[data-at="0"][aria-selected=true]');
    },
    '?, everywhere but fields': async ({ on, press, there }) => {
      await on('[data-at]');
      await press('?');
      await there('.keys');
    },
    'Esc, list of keys, panel, card': async ({ press, gone }) => {
      await press('Escape');
      await gone('.keys');
    },
    'Enter, a line': opens('[data-at]'),
    'any letter, a line': async ({ on, press, at, so }) => {
      await on('[data-at]');
      await press('k');
      await at('.search input');
      await so(`root.querySelector('.search input').value === 'k'`);
    },
    '← / →, with tools: a line, a group': held('components/list-mass.test.ts', /ArrowRight/),
    'Ctrl+C, with tools: a line': held('components/customer-list-tools.test.ts', /press\('c', \{ ctrlKey: true \}\)/),
    'Ctrl+Z, with tools: a line': held('components/list-mass.test.ts', /press\('z', \{ ctrlKey: true \}\)/),
    'Shift+← / Shift+→, with tools: a heading': held('components/customer-list-long.test.ts', /'ArrowLeft', \{ shiftKey: true \}/),
    'Ctrl+Shift+← / Ctrl+Shift+→, with tools: a heading': held('components/customer-list-long.test.ts', /'ArrowLeft', \{ shiftKey: true, ctrlKey: true \}/),
    'Delete / Backspace, with tools: a filter': async ({ page, on, press, gone }) => {
      for (const key of ['Delete', 'Backspace']) {
        await page.evaluate(`(() => {
          const fresh = document.createElement('customer-list');
          fresh.setAttribute('without-card', '');
          fresh.setAttribute('question', JSON.stringify([{ key: 'class.abc', op: 'in', values: ['A'] }]));
          document.querySelector('customer-list').replaceWith(fresh);
        })()`);
        await on('.filter-chip .text');
        await press(key);
        await gone('.filter-chip');
      }
    },
  } },
  'notice-inbox': { person: 'mei', markup: '<notice-inbox></notice-inbox>', sees: '.opens', rows: {
    '↑ / ↓ / Home / End, a notice': walks('.opens', '.opens, .first .row, .follows .link'),
    'r, a notice': async ({ on, press, count, so }) => {
      const before = await count('.item.new');
      await on('.item.new .opens');
      await press('r');
      await so(`root.querySelectorAll('.item.new').length < ${before}`);
    },
    'Enter, a notice': opens('.item .opens'),
  } },
  'reminder-list': { person: 'mei', markup: '<reminder-list></reminder-list>', sees: '.name', rows: {
    '↑ / ↓ / Home / End, name of a customer': walks('.name'),
    'Enter, name of a customer': opens('.name'),
    'd, a line': async ({ on, press, there }) => {
      await on('.line:has(button.done) .name');
      await press('d');
      await there('.gone');
    },
    'u, the list': async ({ on, press, gone }) => {
      await on('.name');
      await press('u');
      await gone('.gone');
    },
    's, a line': async ({ on, press, there, gone, at }) => {
      await on('.name');
      await press('s');
      await there('.panel-inline');
      await press('Escape');
      await gone('.panel-inline');
      await at('.name');
    },
    'h, a line': async ({ on, press, there, at }) => {
      await on('.name');
      await press('h');
      await there('.panel-inline [role=combobox]');
      await at('[role=combobox]');
    },
    'Esc, open choice': async ({ press, gone, at }) => {
      await press('Escape');
      await gone('.panel-inline');
      await at('.name');
    },
  } },
  'customer-create': { person: 'mei', markup: '<customer-create></customer-create>', sees: '#create-search', rows: {
    '↑ / ↓, search for a template': async ({ on, press, there }) => {
      await on('#create-search');
      await press('ArrowDown');
      await there('[role=option]:not(:first-child)[aria-selected=true]');
      await press('ArrowUp');
      await there('[role=option][aria-selected=true]');
    },
    'Home / End, search for a template, empty': async ({ press, so }) => {
      for (const [key, place] of [['End', -1], ['Home', 0]] as const) {
        await press(key);
        await so(`[...root.querySelectorAll('[role=option]')].at(${place}).ariaSelected === 'true'`);
      }
    },
    'Enter, search for a template': async ({ press, gone, at }) => {
      await press('Enter');
      await gone('#create-search');
      await at('form input, form select, form textarea');
    },
    'Enter, a question': async ({ on, press, there, at }) => {
      await on('form input');
      await press('Enter');
      await there('form [aria-invalid=true]');
      await at('[aria-invalid=true]');
    },
  } },
};
