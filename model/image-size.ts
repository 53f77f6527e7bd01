/** Width and height of an image by its first bytes, so that one that would fill the memory is never decoded. Pure. */
import { sniff } from './file-types.ts';

export interface ImageSize { readonly width: number; readonly height: number }

/** Bytes that are enough for nearly every photograph: a JPEG has its size behind its thumbnails. */
export const SIZE_BYTES = 512 * 1024;

/** Null where it is not found: no image, or one that nobody should decode. */
export function imageSize(bytes: Uint8Array): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (sniff(bytes)) {
      case 'image/png': return sized(view.getUint32(16), view.getUint32(20));
      case 'image/gif': return sized(view.getUint16(6, true), view.getUint16(8, true));
      case 'image/webp': return webp(view);
      case 'image/jpeg': return jpeg(view);
      case 'application/pdf': case null: return null;
    }
  } catch (error) {
    if (error instanceof RangeError) return null; // it ends before it says how large it is
    throw error;
  }
}

const sized = (width: number, height: number): ImageSize | null => (width > 0 && height > 0 ? { width, height } : null);

function webp(view: DataView): ImageSize | null {
  switch (view.getUint32(12)) {
    case 0x56503820: return sized(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff); // "VP8 "
    case 0x5650384c: { // "VP8L"
      const bits = view.getUint32(21, true);
      return sized((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case 0x56503858: return sized(three(view, 24) + 1, three(view, 27) + 1); // "VP8X"
    default: return null;
  }
}

const three = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

/** Walks the segments to the first frame. */
function jpeg(view: DataView): ImageSize | null {
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at++; // a filler
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return sized(view.getUint16(at + 7), view.getUint16(at + 5));
    else if (marker === 0xda || marker === 0xd9) return null; // the image itself, or its end
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
}
