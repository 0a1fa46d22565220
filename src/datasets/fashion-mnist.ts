import { imageFilesDataset } from './image-files.ts';

export const fashionMnist = imageFilesDataset({
  name: 'fashion-mnist',
  title: 'Fashion-MNIST',
  summary: '70,000 grey 28 x 28 images of clothes in ten classes, in the form of MNIST and harder.',
  source: 'Xiao, Rasul and Vollgraf, "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms", 2017',
  classes: ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
  trainCount: 60_000,
  testCount: 10_000,
  classCounts: { train: Array.from({ length: 10 }, () => 6000), test: Array.from({ length: 10 }, () => 1000) },
  side: 28,
  // its paper, 2.1: trimmed, the longest edge scaled to 28, the shorter one filled up on both sides, negated
  images: { box: 28, centre: 'box' },
  set: {
    folder: 'fashion-mnist',
    mirrors: [
      'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
      'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
    ],
    files: [
      { name: 'train-images-idx3-ubyte.gz', bytes: 26_421_880, sha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84' },
      { name: 'train-labels-idx1-ubyte.gz', bytes: 29_515, sha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845' },
      { name: 't10k-images-idx3-ubyte.gz', bytes: 4_422_102, sha256: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073' },
      { name: 't10k-labels-idx1-ubyte.gz', bytes: 5_148, sha256: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5' },
    ],
  },
});
