/** Before the script is there, where there is none, in a server, and after an element was taken away. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { root } from '../../helpers/dossier.ts';
import { shown, type World } from '../world.ts';

/** What a script tag loads; everything else is a class for bundlers. */
const SCRIPTS = ['dossier.js', 'badge.js', 'frame.js'];
const kit = join(root, 'dist/kit');
const classes = readdirSync(kit).filter((file) => file.endsWith('.js') && !SCRIPTS.includes(file));

export function beforeAndAfter(world: () => World): void {
  it('a class is imported in Node without a word, a throw or a global, and `define` does nothing there', () => {
    const script = `const before = new Set(Reflect.ownKeys(globalThis));
      for (const url of ${JSON.stringify(classes.map((file) => pathToFileURL(join(kit, file)).href))}) { const { define } = await import(url); define?.(); }
      const more = Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map((key) => typeof key === 'symbol' ? Symbol.keyFor(key) : key);
      console.log(JSON.stringify(more.sort()));`;
    const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    expect(classes.length).toBeGreaterThan(25);
    expect([run.stderr, JSON.parse(run.stdout || '0')]).toEqual(['', ['dossier.page.v1']]);
  });

  it('a class is imported in a page without registering, asking or drawing anything', async () => {
    const { page, errors } = await world().open('/no-script.html', { before: () => {
      const define = customElements.define.bind(customElements);
      const tags: string[] = [];
      Object.assign(globalThis, { tags });
      customElements.define = (tag, element) => { tags.push(tag); define(tag, element); };
    } });
    const asked: string[] = [];
    page.on('request', (request) => { if (!request.url().includes('/kit/')) asked.push(request.url()); });
    const before = await page.content();
    // as text: the test's own tool would rewrite its imports
    await page.evaluate(`Promise.all(${JSON.stringify(classes)}.map((file) => import('/kit/' + file)))`);
    expect(await page.evaluate('tags')).toEqual([]);
    expect([asked, errors, await page.content() === before]).toEqual([[], [], true]);
    await page.context().close();
  });

  it('without a script, what the page wrote inside a tag is read', async () => {
    const { page } = await world().open('/no-script.html', { javaScriptEnabled: false });
    for (const words of ['Talleres Ibarra, 4711', 'key customer']) expect(await page.getByText(words).isVisible()).toBe(true);
    await page.context().close();
  });

  it('properties that a fast page sets before the tags are known are kept, by every element', async () => {
    const { page, errors } = await world().open('/early.html');
    await shown(page);
    await page.locator('archive-form').getByText('Short name').first().waitFor();
    await page.locator('contact-timeline').getByRole('heading', { level: 4 }).first().waitFor();
    await page.locator('customer-list').getByText('Talleres Ibarra').first().waitFor();
    const kept = await page.evaluate(() => {
      const { wanted } = globalThis as unknown as { wanted: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
      return Object.entries(wanted).flatMap(([tag, properties]) => {
        const element = document.querySelector(tag) as unknown as Record<string, unknown>;
        return Object.entries(properties).filter(([name, value]) => element[name] !== value || Object.getOwnPropertyDescriptor(element, name)?.value !== undefined).map(([name]) => `${tag}.${name}`);
      });
    });
    expect(kept).toEqual([]);
    expect(await page.locator('archive-form').getByRole('textbox').count(), 'readonly').toBe(0);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('what is taken away leaves no socket, and no listener on window or document', async () => {
    const { page, errors } = await world().open('/removed.html', { before: () => {
      const open = new Map<string, number>();
      const count = (what: string, by: number): void => { open.set(what, (open.get(what) ?? 0) + by); };
      for (const target of [globalThis, document] as EventTarget[]) {
        const name = target === document ? 'document' : 'window';
        const { addEventListener: add, removeEventListener: remove } = target;
        const known = new Map<unknown, Set<string>>();
        target.addEventListener = function (this: EventTarget, type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions) {
          const at = `${type} ${typeof options === 'object' ? (options.capture ?? false) : (options ?? false)}`;
          const types = known.get(listener) ?? known.set(listener, new Set()).get(listener)!;
          if (!types.has(at)) { types.add(at); count(`${name} ${type}`, 1); }
          add.call(target, type, listener, options);
        };
        target.removeEventListener = function (this: EventTarget, type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions) {
          const at = `${type} ${typeof options === 'object' ? (options.capture ?? false) : (options ?? false)}`;
          if (known.get(listener)?.delete(at)) count(`${name} ${type}`, -1);
          remove.call(target, type, listener, options);
        };
      }
      const sockets: WebSocket[] = [];
      globalThis.WebSocket = class extends WebSocket {
        constructor(...given: ConstructorParameters<typeof WebSocket>) {
          super(...given);
          sockets.push(this);
        }
      };
      Object.assign(globalThis, { sockets });
      // the policy's violations are heard by the page itself
      Object.assign(globalThis, { left: () => [...open].filter(([what, n]) => n > 0 && !what.includes('securitypolicyviolation')).map(([what, n]) => `${what} ${n}`) });
    } });
    await shown(page);
    await page.locator('archive-form').getByLabel('Short name').first().fill('taken away');
    await page.locator('archive-form').getByLabel('Short name').first().press('Enter');
    await page.locator('archive-form').getByText(/All changes saved/).first().waitFor();
    await page.locator('contact-timeline').getByRole('textbox').first().fill('half a word');
    await page.locator('classification-badge button').first().click();
    await page.locator('classification-badge .reasons').waitFor();
    await page.evaluate(() => { document.querySelector('main')!.remove(); document.querySelector('archive-session')!.remove(); });
    await expect.poll(() => page.evaluate('left()'), { timeout: 20_000 }).toEqual(['window pagehide 1', 'window pageshow 1']); // of what keeps unsaved edits in the browser: once a page, for as long as it is open
    await expect.poll(() => page.evaluate('sockets.map((each) => each.readyState)')).toEqual([3]); // one, and it is closed
    expect(errors).toEqual([]);
    await page.context().close();
  });
}
