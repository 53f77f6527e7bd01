/** `http://intranet.test`, no secure context, with jQuery 1.12 and a Bootstrap modal that holds on to the focus. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { shown, type World } from '../world.ts';

/** Where the focus is, through shadow roots: the tags that lead there. */
const focused = (page: Page): Promise<string> => page.evaluate(() => {
  const path: string[] = [];
  for (let at = document.activeElement; at !== null; at = at.shadowRoot?.activeElement ?? null) path.push(at.localName);
  return path.join(' ');
});
const openModal = async (page: Page, row: number): Promise<void> => {
  await page.getByRole('button', { name: 'Customer' }).nth(row).click();
  await page.locator('#modal.show').waitFor();
};

export function oldPage(world: () => World): void {
  it('cards put in by .html(), in a Bootstrap modal: its hold on the focus and our panels and dialogs do not fight', async () => {
    const { page, errors } = await world().open('/modal.html');
    expect(await page.evaluate('[isSecureContext, jQuery.fn.jquery, typeof bootstrap.Modal]')).toEqual([false, '1.12.4', 'function']);
    await openModal(page, 0);
    await shown(page);
    const modal = page.locator('#modal');

    // a field of ours, inside the trap
    const name = page.locator('archive-form').getByLabel('Short name').first();
    await name.click();
    await page.keyboard.type('Ibarra S.L.');
    expect(await focused(page)).toBe('archive-form input');
    await page.keyboard.press('Enter');
    await page.locator('archive-form').getByText(/All changes saved/).first().waitFor();

    // the reasons of a class: Escape closes them and nothing else, and leads back to the badge
    await page.locator('classification-badge button').first().click();
    const reasons = page.locator('classification-badge').getByRole('heading', { level: 3 });
    await reasons.waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(/^classification-badge /);
    await page.keyboard.press('Escape');
    await reasons.waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('classification-badge button');
    expect(await modal.getAttribute('class')).toContain('show');

    // a dialog of ours stands above the modal and keeps the focus
    await page.locator('customer-card').getByRole('button', { name: 'Paste details' }).click();
    const paste = page.getByRole('dialog', { name: 'Paste details' });
    await paste.getByRole('textbox').first().click();
    await page.keyboard.type('Tel. 0034 944 123 456');
    expect(await focused(page)).toBe('div textarea');
    await page.keyboard.press('Escape');
    await paste.waitFor({ state: 'detached' });
    expect(await modal.getAttribute('class')).toContain('show');
    expect(await focused(page)).toMatch(/^customer-card /);

    // what nobody of us has a use for is the page's again
    await page.keyboard.press('Escape');
    await page.locator('#modal:not(.show)').waitFor({ state: 'attached' });
    await page.waitForFunction(() => document.querySelector('#modal customer-card') === null);

    // the next customer in the same place
    await openModal(page, 1);
    await shown(page, 'Quesería Olmo');
    expect(await page.locator('customer-card').count()).toBe(1);
    expect(errors).toEqual([]);
    await page.context().close();
  });
}
