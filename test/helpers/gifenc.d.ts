/** What is used here of gifenc, which brings no types. */
declare module 'gifenc' {
  type Palette = number[][];
  interface FrameOptions { readonly palette?: Palette; readonly delay?: number; readonly transparent?: boolean; readonly transparentIndex?: number; readonly repeat?: number; readonly dispose?: number }
  interface Encoder { writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void; finish(): void; bytes(): Uint8Array }
  const gifenc: {
    GIFEncoder(): Encoder;
    quantize(rgba: Uint8Array, colors: number): Palette;
    applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
  };
  export default gifenc;
}
