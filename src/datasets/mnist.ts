import { imageFilesDataset } from './image-files.ts';

export const mnist = imageFilesDataset({
  name: 'mnist',
  title: 'MNIST handwritten digits',
  summary: '70,000 grey 28 x 28 images of handwritten digits: 60,000 to train on, 10,000 to test on.',
  source: 'LeCun, Cortes and Burges, "The MNIST database of handwritten digits"',
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  trainCount: 60_000,
  testCount: 10_000,
  classCounts: { train: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], test: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009] },
  side: 28,
  // its page: fitted into 20 x 20, then the centre of mass moved to the middle of 28 x 28
  images: { box: 20, centre: 'mass' },
  set: {
    folder: 'mnist',
    mirrors: ['https://ossci-datasets.s3.amazonaws.com/mnist/', 'https://storage.googleapis.com/cvdf-datasets/mnist/'],
    files: [
      { name: 'train-images-idx3-ubyte.gz', bytes: 9_912_422, sha256: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609' },
      { name: 'train-labels-idx1-ubyte.gz', bytes: 28_881, sha256: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c' },
      { name: 't10k-images-idx3-ubyte.gz', bytes: 1_648_877, sha256: '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6' },
      { name: 't10k-labels-idx1-ubyte.gz', bytes: 4_542, sha256: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6' },
    ],
  },
});
