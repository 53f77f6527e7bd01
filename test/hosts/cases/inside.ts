/** Inside what is the page's own: a form, which none of our keys and buttons sends or clears, and the shadow root of another component. */
import { expect, it } from 'vitest';
import { shown, type World } from '../world.ts';

export function inside(world: () => World): void {
  it('a form of the page is sent by none of our keys and buttons, gets no value of ours, and clears nothing of ours', async () => {
    const { page, errors } = await world().open('/in-form.html');
    await shown(page);
    const form = page.locator('archive-form');
    const name = form.getByLabel('Short name').first();
    await name.fill('Ibarra in a form');
    await name.press('Enter');
    const line = page.locator('contact-timeline').getByRole('textbox').first();
    await line.fill('Called about the order');
    await line.press('Enter');
    await page.locator('contact-timeline .entry').getByText('Called about the order').waitFor();
    await page.locator('customer-list').scrollIntoViewIfNeeded(); // it comes when it is seen, and what stands above it has grown
    await page.locator('customer-list').getByRole('searchbox').fill('Ibarra');
    await page.locator('customer-list').getByRole('searchbox').press('Enter');
    await page.locator('classification-badge button').first().click();
    await page.locator('classification-badge').getByRole('button', { name: 'Close' }).first().click();
    await form.getByRole('button', { name: 'Add a fact' }).click();
    await form.getByText(/All changes saved/).first().waitFor();
    expect(await page.evaluate('[sent, [...new FormData(document.querySelector("#order"))].join()]')).toEqual([0, 'number,4711']);

    await page.getByLabel('Number').fill('12');
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    expect([await page.getByLabel('Number').inputValue(), await name.inputValue()]).toEqual(['4711', 'Ibarra in a form']);
    await page.getByRole('button', { name: 'Send the order' }).click();
    expect(await page.evaluate('sent')).toBe(1);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('a fieldset that the page disables makes the form inside it one to read, and back', async () => {
    const { page } = await world().open('/in-form.html');
    const name = page.locator('archive-form').getByLabel('Short name').first();
    await name.waitFor();
    const fieldset = page.locator('#parts');
    await fieldset.evaluate((each) => { (each as HTMLFieldSetElement).disabled = true; });
    await name.waitFor({ state: 'detached' });
    await page.locator('archive-form').getByText('Short name').waitFor();
    expect(await page.locator('archive-form').getByRole('textbox').count()).toBe(0);
    await fieldset.evaluate((each) => { (each as HTMLFieldSetElement).disabled = false; });
    await name.waitFor();
    expect(await page.locator('archive-form').getAttribute('readonly')).toBeNull();
    await page.context().close();
  });

  it('in the shadow root of another component it has the session, the language and the tokens of where it stands, and tags that load when seen are found', async () => {
    const { page, errors } = await world().open('/in-shadow.html');
    await shown(page);
    await page.locator('customer-card').getByText('最近交易').waitFor();
    expect(await page.locator('customer-card .root').getAttribute('lang'), 'zh-TW is written in the traditional script').toBe('zh-Hant');
    await page.locator('sync-status').getByText('Todos los cambios guardados').waitFor();
    await page.locator('customer-list').getByText('Quesería Olmo').waitFor();
    await page.locator('archive-form').getByRole('button', { name: 'Añadir un dato' }).waitFor();
    expect(await page.locator('archive-form .button.quiet').first().evaluate((each) => getComputedStyle(each).color)).toBe('rgb(1, 102, 3)');
    // the words follow at once, where they are not another part's
    await page.locator('acme-panel').evaluate((each) => { each.setAttribute('lang', 'zh-CN'); });
    await page.locator('customer-card .root[lang=zh-Hans]').waitFor();
    expect(await page.locator('sync-status .root').getAttribute('lang')).toBe('es');
    expect(errors).toEqual([]);
    await page.context().close();
  });
}
