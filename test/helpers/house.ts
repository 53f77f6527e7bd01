/** A built server, an intranet whose pages embed its elements, and a browser: what most flows and days begin with and end after themselves. */
import type { Browser } from 'playwright-core';
import { intranet, launch } from './browser.ts';
import type { Intranet } from './browser.ts';
import { freePort, start } from './dossier.ts';
import type { Running } from './dossier.ts';

export interface House {
  readonly server: Running;
  readonly site: Intranet;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** `env`: settings of the server beside the origin of the intranet. */
export async function openHouse(env: Readonly<Record<string, string>> = {}): Promise<House> {
  const port = await freePort();
  const site = await intranet(() => `http://127.0.0.1:${port}`);
  const server = await start({ port, env: { DOSSIER_ORIGINS: site.origin, ...env } });
  const browser = await launch();
  return {
    server, site, browser,
    async close() {
      await browser.close();
      await site.close();
      await server.stop();
    },
  };
}
