import { useEffect, useRef } from 'preact/hooks';

interface PixelsProps {
  /** row by row, channels last */
  values: ArrayLike<number>;
  height: number;
  width: number;
  channels?: number;
  label: string;
  class?: string;
  /** drawn as black and as white; 0 and 1 unless told */
  range?: readonly [number, number];
}

/** An array of numbers as a picture, one pixel each; the stylesheet says how large. */
export function Pixels({ values, height, width, channels = 1, label, class: className = 'pixels', range: [low, high] = [0, 1] }: PixelsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const image = context.createImageData(width, height);
    const grey = (value: number) => (255 * (value - low)) / (high - low || 1);
    for (let at = 0; at < height * width; at++) {
      for (let colour = 0; colour < 3; colour++) image.data[at * 4 + colour] = grey(values[at * channels + (channels >= 3 ? colour : 0)]);
      image.data[at * 4 + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [values, height, width, channels, low, high]);
  return <canvas ref={canvas} class={className} width={width} height={height} role="img" aria-label={label} />;
}
