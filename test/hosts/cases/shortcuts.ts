/** A page with single-key shortcuts of its own: what is typed in our fields never fires them, what is a shortcut of ours never reaches them, and theirs never ours. */
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { shown, type World } from '../world.ts';

const heard = (page: Page): Promise<string[]> => page.evaluate(() => {
  const host = globalThis as unknown as { heard: string[] };
  return host.heard.splice(0);
});

/** Fields of each element that one types in, the first of its kind. */
const FIELDS: Readonly<Record<string, (at: Locator) => Locator>> = {
  'contact-timeline': (at) => at.getByRole('textbox').first(),
  'archive-form': (at) => at.getByLabel('Short name').first(),
  'customer-list': (at) => at.getByRole('searchbox').first(),
  'transaction-ledger': (at) => at.getByRole('searchbox').first(),
  'record-comments': (at) => at.getByRole('textbox').first(),
  'customer-create': (at) => at.getByRole('combobox').first(),
  'dossier-admin': (at) => at.getByRole('searchbox').first(),
};

export function shortcuts(world: () => World): void {
  it('typing in our fields fires no shortcut of the page', async () => {
    const { page } = await world().open('/shortcuts.html');
    await shown(page);
    for (const [tag, find] of Object.entries(FIELDS)) {
      const field = find(page.locator(tag));
      await field.click();
      await heard(page);
      await page.keyboard.type('sn/S');
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Backspace');
      await page.keyboard.type('Ibarra');
      expect([tag, (await heard(page)).filter((each) => !/ Control$/.test(each))]).toEqual([tag, []]);
    }
    await page.context().close();
  });

  it('a shortcut of ours is not heard by the page, nor one of the page by us', async () => {
    const { page } = await world().open('/shortcuts.html');
    await shown(page);
    const press = async (at: Locator, key: string): Promise<string[]> => {
      await at.focus();
      await heard(page);
      await page.keyboard.press(key);
      return heard(page);
    };
    const row = page.locator('customer-list [data-at]').first();
    await row.waitFor();
    for (const key of ['ArrowDown', '?']) expect([key, await press(row, key)]).toEqual([key, []]);
    await page.locator('customer-list .keys').waitFor();
    expect(await press(page.locator('customer-list .keys button').first(), 'Escape')).toEqual([]);
    const entry = page.locator('transaction-ledger .row[data-id]').first();
    await entry.waitFor();
    for (const key of ['Enter', 'Escape', 'n']) expect([key, await press(entry, key)]).toEqual([key, []]);
    await page.locator('transaction-ledger form').waitFor();
    expect(await press(page.locator('transaction-ledger form input').first(), 'Escape')).toEqual([]);
    expect(await press(page.locator('archive-form').getByLabel('Short name').first(), 'Control+Enter').then((all) => all.filter((each) => !/ Control$/.test(each)))).toEqual([]);
    await page.locator('archive-form [role=combobox]').first().waitFor();
    expect(await press(page.locator('archive-form [role=combobox]').first(), 'Escape')).toEqual([]);

    // ours do nothing while the focus is the page's
    expect(await press(page.locator('#own'), 'd')).toEqual(['keydown d', 'keypress d', 'keyup d']);
    expect(await press(page.locator('#own'), 'n')).toEqual(['keydown n', 'keypress n', 'keyup n']);
    expect(await page.locator('contact-timeline').getAttribute('discreet')).toBeNull();
    expect(await page.locator('transaction-ledger form').count()).toBe(0);
    // Escape where we have no use for it closes what the page has open
    expect(await press(page.locator('customer-list').getByRole('searchbox').first(), 'Escape')).toContain('keydown Escape');
    await page.context().close();
  });
}
