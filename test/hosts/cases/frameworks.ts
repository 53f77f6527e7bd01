/** React 19 in strict mode and Vue 3: attributes, properties and events, mounted and unmounted as their state changes. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'rolldown';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../helpers/dossier.ts';
import { shown, type World } from '../world.ts';

const badge = (page: Page) => page.locator('customer-card + classification-badge').getByRole('button').first();

/** The same walk in both: another customer, none, discreet, away and back, and an event. */
async function walk(page: Page, by: string): Promise<void> {
  const click = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await shown(page);
  await badge(page).waitFor();
  const field = page.locator('archive-form').getByLabel('Short name').first();
  await field.fill(`Talleres by ${by}`);
  await field.press('Enter');
  await page.locator('archive-form').getByText(/All changes saved/).first().waitFor();

  await page.locator('customer-list').getByText('Quesería Olmo').first().click();
  await page.locator('output').getByText('OTHER').waitFor();

  await click('Other customer');
  await shown(page, 'Quesería Olmo');
  await page.locator('archive-form').getByRole('heading', { name: 'Quesería Olmo' }).waitFor();

  await click('No customer');
  await page.locator('customer-card').getByText('No customer is chosen yet.').waitFor();
  expect(await page.locator('classification-badge').first().evaluate((each) => each.getAttribute('archive') ?? '')).toBe('');
  await click('Other customer');
  await shown(page, 'Quesería Olmo');
  await badge(page).waitFor();

  for (let i = 0; i < 3; i++) {
    await click('Mount or unmount');
    await page.locator('customer-card').waitFor({ state: 'detached' });
    await click('Mount or unmount');
    await shown(page, 'Quesería Olmo');
  }
  expect(await page.locator('customer-card').count()).toBe(1);
}

export function frameworks(world: () => World): void {
  describe('React 19', () => {
    beforeAll(async () => {
      const { output } = await build({
        input: join(root, 'test/hosts/react-app.jsx'), write: false, external: (id: string) => /^\/(site|kit\/)/.test(id), platform: 'browser',
        transform: { define: { 'process.env.NODE_ENV': '"development"' }, jsx: 'react-jsx' },
      });
      world().serve('/react-app.js', output[0].code);
    });

    it('takes properties and events, in strict mode, through unmounting and mounting', async () => {
      const { page, errors } = await world().open('/react.html');
      await walk(page, 'React');
      expect(await page.evaluate('[effects, cleanups]'), 'strict mode').toEqual([2, 1]);
      await page.getByRole('button', { name: 'Discreet', exact: true }).click();
      await badge(page).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Discreet', exact: true }).click();
      await badge(page).waitFor();
      expect(errors).toEqual([]);
      await page.context().close();
    });
  });

  describe('Vue 3', () => {
    it('binds properties, hears events and tells our tags from its own', async () => {
      const { page, errors } = await world().open('/vue.html');
      await walk(page, 'Vue');
      await page.getByLabel('Discreet').check();
      await badge(page).waitFor({ state: 'detached' });
      await page.getByLabel('Discreet').uncheck();
      await badge(page).waitFor();
      expect(errors).toEqual([]);
      await page.context().close();
    });
  });
}
