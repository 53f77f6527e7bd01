/** Bodies of the line over HTTP: whatever pieces they arrive in, the frames are the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { head, ID_LENGTH, pack, readHead, Unpacker } from '../../model/line-http.ts';
import { FrameError } from '../../model/protocol.ts';

test('HTTP-2: frames come out as they went in, cut anywhere, with signs of life between', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), (frames, cuts) => {
    const bytes = pack(frames);
    const unpacker = new Unpacker(300);
    const out: Uint8Array[] = [];
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const next = at + cuts[i % cuts.length]!;
      out.push(...unpacker.take(bytes.slice(at, next)).map((frame) => frame.slice()));
      at = next;
    }
    expect(out).toEqual(frames.filter(({ length }) => length > 0));
    expect(unpacker.whole).toBe(true);
  }));
});

test('HTTP-8: no byte string is more than frames or a FrameError', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
    for (const read of [() => new Unpacker(50).take(bytes), () => readHead(bytes, 2)]) {
      try {
        read();
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError);
      }
    }
  }));
  expect(() => new Unpacker(10).take(Uint8Array.of(11))).toThrow(FrameError);
});

test('HTTP-2: a head is read as it was written', () => {
  fc.assert(fc.property(fc.stringMatching(new RegExp(`^[A-Za-z0-9_-]{${ID_LENGTH}}$`)), fc.maxSafeNat(), fc.maxSafeNat(), (id, first, received) => {
    expect(readHead(head(id, first, received), 2)).toEqual({ id, numbers: [first, received], rest: new Uint8Array(0) });
  }));
});
