/** Adds noise to every value: uniform, which is as good for this as normal and a third of the cost. */
import { z } from 'zod';
import { defineAugmentation } from './definition.ts';

const config = z.strictObject({
  std: z.number().min(0).max(100).describe('standard deviation, where the data is 0 to 1'),
});

export const noise = defineAugmentation<z.infer<typeof config>>({
  type: 'noise',
  summary: 'Adds noise to every value.',
  source: 'Bishop 1995',
  config,
  defaults: { std: 0.05 },
  anyShape: true,
  create: ({ std }) => (random) => {
    const scale = (2 * Math.sqrt(3) * std) / 256; // a word of 32 bits makes four values, each of 256 levels
    return {
      values(image) {
        for (let i = 0; i < image.length; i += 4) {
          const word = random.word();
          for (let k = 0; k < 4 && i + k < image.length; k++) image[i + k] += (((word >>> (8 * k)) & 0xff) - 127.5) * scale;
        }
      },
    };
  },
});
