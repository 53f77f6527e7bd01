/** More than one kit on a page: the same from two addresses, and another major beside it. */
import { expect, it } from 'vitest';
import { shown, type World } from '../world.ts';

export function copies(world: () => World): void {
  it('the same major from three addresses is one kit: nothing is thrown or said, and one socket serves all of it', async () => {
    const { page, errors, said } = await world().open('/site.js');
    let sockets = 0;
    page.on('websocket', () => { sockets++; });
    await page.goto(`${world().origin}/two-copies.html`);
    await shown(page);
    await page.locator('classification-badge').getByRole('button').first().waitFor();
    await page.locator('customer-list').getByText('Quesería Olmo').waitFor();
    const name = page.locator('archive-form').getByLabel('Short name').first();
    await name.fill('Ibarra');
    await name.press('Enter');
    await page.locator('archive-form').getByText(/All changes saved/).first().waitFor();
    expect([errors, said, sockets]).toEqual([[], [], 1]);
    await page.context().close();
  });

  it('two majors: the console says who has each tag and the way out, and both work, one by its prefix', async () => {
    const { page, said } = await world().open('/two-versions.html');
    await shown(page);
    await shown(page, 'Talleres Ibarra', 'acme-customer-card');
    await page.locator('acme-classification-badge').getByRole('button').first().waitFor();
    await page.locator('acme-archive-form').getByLabel('Customer name').first().waitFor();
    expect(await page.evaluate(() => ['customer-card', 'acme-customer-card', 'acme-archive-form'].map((tag) => (customElements.get(tag) as unknown as { dossier: string }).dossier))).toEqual(['1.0.0', '2.0.0', '2.0.0']);
    for (const tag of ['archive-session', 'customer-card', 'classification-badge', 'sync-status', 'presence-stack']) expect(said.find((line) => line.includes(`<${tag}>`))).toMatch(/is 1\.0\.0, not 2\.0\.0.*define\(\{ prefix: 'acme' \}\)/);
    await page.context().close();
  });
}
