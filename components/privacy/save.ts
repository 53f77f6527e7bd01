/** Fetches a file as this person and saves it. */
import { ApiError } from '../internal/session.ts';
import type { Session } from '../internal/session.ts';

export async function saveBytes(session: Session, path: string, name: string): Promise<void> {
  const answer = await session.fetch(path);
  if (!answer.ok) throw new ApiError(answer.status, 'failed', answer.statusText);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 60_000);
}
