/** A picture as a canvas: decoded by the browser only after its first bytes said what it is and how large. A canvas needs no permission of the page's own policy. */
import { sniff } from '../../model/file-types.ts';
import { imageSize, SIZE_BYTES, type ImageSize } from '../../model/image-size.ts';

/** Four bytes a pixel: 200 MB of memory at most. */
const MOST_PIXELS = 50_000_000;
/** What every browser can draw. */
const MOST_SIDE = 16_384;

export type Picture =
  | { readonly kind: 'picture'; readonly canvas: HTMLCanvasElement }
  /** Its bytes are no picture of the type that it is said to be. */
  | { readonly kind: 'other' }
  | { readonly kind: 'pixels'; readonly size: ImageSize }
  | { readonly kind: 'failed' };

export async function pictureOf(blob: Blob, type: string): Promise<Picture> {
  const head = new Uint8Array(await blob.slice(0, SIZE_BYTES).arrayBuffer());
  const found = sniff(head);
  if (found === null || found !== type) return { kind: 'other' };
  const size = imageSize(head);
  if (size === null) return { kind: 'failed' };
  if (size.width * size.height > MOST_PIXELS || Math.max(size.width, size.height) > MOST_SIDE) return { kind: 'pixels', size };
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([blob], { type: found }));
  } catch {
    return { kind: 'failed' }; // damaged: the browser says no more than that
  }
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { kind: 'picture', canvas };
}
