/** `/m` at a service area (P-37): the workspace's own channels, and a note that says where it was taken, seen by a colleague over REST. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from '../helpers/browser.ts';
import { freePort, mint, start } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { startIssuer } from '../helpers/issuer.ts';
import type { Issuer } from '../helpers/issuer.ts';

let issuer: Issuer;
let server: Running;
let browser: Browser;
let base: string;

beforeAll(async () => {
  const port = await freePort();
  base = `http://localhost:${port}`;
  issuer = await startIssuer({ people: [{ sub: 'nina', name: 'Nina Petrova', groups: ['staff'] }], redirects: [`${base}/sign-in/callback`], afterSignOut: [`${base}/sign-in?out`] });
  browser = await launch([]);
  server = await start({ port, env: { DOSSIER_PUBLIC_URL: base, DOSSIER_ISSUER: issuer.url, DOSSIER_OIDC_CLIENT_ID: issuer.client.id, DOSSIER_OIDC_CLIENT_SECRET: issuer.client.secret, DOSSIER_CLAIM_ROLES: 'groups' } });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await issuer?.stop();
});

it('offers the channels of the dictionary and keeps where a note was taken', async () => {
  const token = await mint({ sub: 'nina', name: 'Nina Petrova', groups: ['staff'], iss: issuer.url } as never);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  await fetch(`${base}/api/archives`, { method: 'POST', headers, body: JSON.stringify({ id: 'GUEST', name: 'Rosa Navarro', kind: 'individual' }) });
  issuer.signsIn('nina');
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await page.goto(`${base}/m?archive=GUEST&area=restaurant`);
  await page.getByText('Noted at').waitFor();
  await page.getByText('Restaurant', { exact: true }).waitFor();
  await expect.poll(() => page.locator('#customer').inputValue()).toBe('Rosa Navarro');
  await page.getByText('Other ways').click();
  await page.getByRole('radio', { name: 'WhatsApp' }).check();
  await page.getByLabel('What was said').fill('Asked for a table by the window.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => page.locator('.notes li').getAttribute('data-state')).toBe('sent');
  const kept = (await (await fetch(`${base}/api/archives/GUEST/sections/contacts-${new Date().getFullYear()}`, { headers })).json()) as { rows: { contacts: Record<string, { channel: string }> }; marks: Record<string, string> };
  expect(Object.values(kept.rows.contacts).map(({ channel }) => channel)).toEqual(['whatsapp']);
  expect(Object.values(kept.marks)).toEqual(['restaurant']);
  await context.close();
});
