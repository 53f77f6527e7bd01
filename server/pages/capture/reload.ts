/** Whether this page can be opened without signal: a service worker keeps its files where the browser has one, which is on https and on this computer alone. */
import { at } from '../root.ts';

const READY_MS = 20_000;

/** Resolves true once every file of the page is kept. */
export async function canReload(): Promise<boolean> {
  if (!('serviceWorker' in navigator) || !isSecureContext) return false;
  try {
    await navigator.serviceWorker.register(at('m-worker.js'), { scope: at('m'), updateViaCache: 'none' });
    const { active } = await navigator.serviceWorker.ready;
    if (!active) return false;
    const channel = new MessageChannel();
    const kept = new Promise<boolean>((resolve) => {
      channel.port1.onmessage = ({ data }) => resolve(data === true);
      setTimeout(() => resolve(false), READY_MS);
    });
    active.postMessage({ keep: true }, [channel.port2]);
    return (await kept) || (await caches.match(at('m'))) !== undefined;
  } catch {
    return (await caches.match(at('m')).catch(() => undefined)) !== undefined; // no signal now: what was kept before counts
  }
}
