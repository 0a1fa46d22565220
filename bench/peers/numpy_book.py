"""The method of the book in NumPy, written anew: im2col, dot products, Adam. Float64 as there; batch 100."""
import json, sys, time
import numpy as np

rng = np.random.default_rng(0)

class Dense:
    def __init__(self, inputs, outputs):
        self.weights = [rng.normal(0, 0.01, (inputs, outputs)), np.zeros(outputs)]
    def forward(self, x):
        self.shape, self.x = x.shape, x.reshape(len(x), -1)
        return self.x @ self.weights[0] + self.weights[1]
    def backward(self, dy):
        self.gradients = [self.x.T @ dy, dy.sum(axis=0)]
        return (dy @ self.weights[0].T).reshape(self.shape)

class Relu:
    weights = []
    def forward(self, x):
        self.mask = x <= 0
        return np.where(self.mask, 0, x)
    def backward(self, dy):
        return np.where(self.mask, 0, dy)

class Sigmoid:
    weights = []
    def forward(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y
    def backward(self, dy):
        return dy * self.y * (1 - self.y)

def im2col(x, size, stride, pad):
    n, c, h, w = x.shape
    oh, ow = (h + 2 * pad - size) // stride + 1, (w + 2 * pad - size) // stride + 1
    x = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    columns = np.zeros((n, c, size, size, oh, ow))
    for i in range(size):
        for j in range(size):
            columns[:, :, i, j] = x[:, :, i:i + stride * oh:stride, j:j + stride * ow:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n * oh * ow, -1), oh, ow

def col2im(columns, shape, size, stride, pad, oh, ow):
    n, c, h, w = shape
    columns = columns.reshape(n, oh, ow, c, size, size).transpose(0, 3, 4, 5, 1, 2)
    x = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    for i in range(size):
        for j in range(size):
            x[:, :, i:i + stride * oh:stride, j:j + stride * ow:stride] += columns[:, :, i, j]
    return x[:, :, pad:h + pad, pad:w + pad]

class Conv:
    def __init__(self, channels, filters, size, pad):
        self.size, self.pad, self.filters = size, pad, filters
        self.weights = [rng.normal(0, 0.01, (channels * size * size, filters)), np.zeros(filters)]
    def forward(self, x):
        self.shape = x.shape
        self.columns, self.oh, self.ow = im2col(x, self.size, 1, self.pad)
        return (self.columns @ self.weights[0] + self.weights[1]).reshape(len(x), self.oh, self.ow, -1).transpose(0, 3, 1, 2)
    def backward(self, dy):
        dy = dy.transpose(0, 2, 3, 1).reshape(-1, self.filters)
        self.gradients = [self.columns.T @ dy, dy.sum(axis=0)]
        return col2im(dy @ self.weights[0].T, self.shape, self.size, 1, self.pad, self.oh, self.ow)

class Pool:
    weights = []
    def forward(self, x):
        self.shape = x.shape
        columns, self.oh, self.ow = im2col(x, 2, 2, 0)
        columns = columns.reshape(-1, 4)
        self.winner = columns.argmax(axis=1)
        return columns.max(axis=1).reshape(len(x), self.oh, self.ow, -1).transpose(0, 3, 1, 2)
    def backward(self, dy):
        dy = dy.transpose(0, 2, 3, 1)
        columns = np.zeros((dy.size, 4))
        columns[np.arange(dy.size), self.winner] = dy.ravel()
        return col2im(columns.reshape(len(dy) * self.oh * self.ow, -1), self.shape, 2, 2, 0, self.oh, self.ow)

NETWORKS = {
    'two-layer': lambda: [Dense(784, 50), Sigmoid(), Dense(50, 10)],
    'simple-convnet': lambda: [Conv(1, 30, 5, 0), Relu(), Pool(), Dense(4320, 100), Relu(), Dense(100, 10)],
    'deep-convnet': lambda: [Conv(1, 16, 3, 1), Relu(), Conv(16, 16, 3, 1), Relu(), Pool(), Conv(16, 32, 3, 1), Relu(), Conv(32, 32, 3, 2), Relu(), Pool(),
                             Conv(32, 64, 3, 1), Relu(), Conv(64, 64, 3, 1), Relu(), Pool(), Dense(1024, 50), Relu(), Dense(50, 10)],
}

def prepared(network, mode):
    layers = NETWORKS[network]()
    x, labels = rng.random((100, 1, 28, 28)), rng.integers(0, 10, 100)
    slots = [[(np.zeros_like(w), np.zeros_like(w)) for w in layer.weights] for layer in layers]
    def forward():
        y = x
        for layer in layers:
            y = layer.forward(y)
        return y
    def step():
        y = forward()
        p = np.exp(y - y.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        p[np.arange(100), labels] -= 1
        dy = p / 100
        for layer in reversed(layers):
            dy = layer.backward(dy)
        for layer, kept in zip(layers, slots):
            for w, g, (m, v) in zip(layer.weights, getattr(layer, 'gradients', []), kept):
                m += 0.1 * (g - m)
                v += 0.001 * (g * g - v)
                w -= 0.001 * m / (np.sqrt(v) + 1e-7)
    return step if mode == 'train' else forward

ready = {}
print(json.dumps({'version': f'NumPy {np.__version__}'}), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    key = (question['network'], question['mode'])
    if key[0] not in NETWORKS:
        print(json.dumps({'error': 'not in the book'}), flush=True)
        continue
    once = ready.setdefault(key, None) or ready.update({key: prepared(*key)}) or ready[key]
    start, calls = time.perf_counter(), 0
    while time.perf_counter() - start < question['seconds']:
        once()
        calls += 1
    print(json.dumps({'rate': 100 * calls / (time.perf_counter() - start)}), flush=True)
