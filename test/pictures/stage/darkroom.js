/** What `darkroom.ts` asks of its blank page: pictures as addresses in, addresses and figures out. */
{
  const canvasOf = (width, height) => Object.assign(document.createElement('canvas'), { width, height });
  const opened = async (address, width, height) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = canvasOf(width ?? image.width, height ?? image.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return { canvas, image, data: () => context.getImageData(0, 0, canvas.width, canvas.height).data };
  };
  window.darkroom = {
    // the highest quality is the one without loss
    webp: async (given) => (await opened(given)).canvas.toDataURL('image/webp', 1),
    async compare(was, now, threshold) {
      const [first, second] = [(await opened(was)).image, (await opened(now)).image];
      const [width, height] = [Math.max(first.width, second.width), Math.max(first.height, second.height)];
      const [before, after] = [await opened(was, width, height), await opened(now, width, height)];
      const canvas = canvasOf(width, height);
      const context = canvas.getContext('2d');
      const difference = context.createImageData(width, height);
      const count = window.pixelmatch(before.data(), after.data(), difference.data, width, height, { threshold, includeAA: true });
      const size = first.width === second.width && first.height === second.height ? null : [`${first.width} × ${first.height}`, `${second.width} × ${second.height}`];
      if (count === 0 && size === null) return { size, count, of: width * height, picture: '' };
      context.putImageData(difference, 0, 0);
      return { size, count, of: width * height, picture: canvas.toDataURL('image/webp', 0.8) };
    },
  };
}
