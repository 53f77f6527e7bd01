/** An analysis as a file: made by the server, as any program gets it, and handed to the browser to be saved; works where the page is no secure context. */
import type { Session } from '../internal/session.ts';

/** False: there is no file. `path`: as the answer was asked, with what it was asked. */
export async function take(session: Session, path: string, format: 'csv' | 'xlsx'): Promise<boolean> {
  try {
    const answer = await session.fetch(`${path}&format=${format}`);
    if (!answer.ok) return false;
    const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name === undefined ? `dossier.${format}` : decodeURIComponent(name);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    return true;
  } catch {
    return false; // the line broke: said where it was asked for
  }
}
