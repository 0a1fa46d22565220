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
    const scale = (2 * Math.sqrt(3) * std) / 65_536; // a word of 32 bits makes two values
    return {
      values(image) {
        for (let i = 0; i < image.length; i += 2) {
          const word = random.word();
          image[i] += ((word & 0xffff) - 32_767.5) * scale;
          if (i + 1 < image.length) image[i + 1] += ((word >>> 16) - 32_767.5) * scale;
        }
      },
    };
  },
});
