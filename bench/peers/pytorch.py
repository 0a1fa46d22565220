"""PyTorch as a contender: argument 1 is its number of threads. Batch 100, Adam, cross-entropy."""
import json, sys, time
import torch
from torch import nn

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(0)

def dense(inputs, *middle):
    return [nn.Linear(inputs, 100), nn.BatchNorm1d(100), nn.ReLU(), *middle]

def conv(channels, filters, padding=1):
    return [nn.Conv2d(channels, filters, 3, padding=padding), nn.ReLU()]

NETWORKS = {
    'two-layer': lambda: nn.Sequential(nn.Flatten(), nn.Linear(784, 50), nn.Sigmoid(), nn.Linear(50, 10)),
    'mlp6-bn': lambda: nn.Sequential(nn.Flatten(), *dense(784), *dense(100), *dense(100), *dense(100), *dense(100), nn.Linear(100, 10)),
    'simple-convnet': lambda: nn.Sequential(nn.Conv2d(1, 30, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(4320, 100), nn.ReLU(), nn.Linear(100, 10)),
    'deep-convnet': lambda: nn.Sequential(
        *conv(1, 16), *conv(16, 16), nn.MaxPool2d(2), *conv(16, 32), *conv(32, 32, 2), nn.MaxPool2d(2), *conv(32, 64), *conv(64, 64), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1024, 50), nn.ReLU(), nn.Dropout(0.5), nn.Linear(50, 10), nn.Dropout(0.5)),
}
ready = {}

def prepared(network, mode, form):
    net = NETWORKS[network]()
    x, labels = torch.rand(100, 1, 28, 28), torch.randint(0, 10, (100,))
    if form == 'nhwc':
        net, x = net.to(memory_format=torch.channels_last), x.contiguous(memory_format=torch.channels_last)
    if mode == 'infer':
        net.eval()
        def forward():
            with torch.no_grad():
                net(x)
        return forward
    optimizer, loss = torch.optim.Adam(net.parameters(), lr=1e-3), nn.CrossEntropyLoss()
    def step():
        optimizer.zero_grad()
        loss(net(x), labels).backward()
        optimizer.step()
    return step

def rate(once, seconds):
    start, calls = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        once()
        calls += 1
    return 100 * calls / (time.perf_counter() - start)

print(json.dumps({'version': f'PyTorch {torch.__version__}'}), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    key = (question['network'], question['mode'], question.get('format', 'nchw'))
    if key not in ready:
        ready[key] = prepared(*key)
        rate(ready[key], 0.3)
    print(json.dumps({'rate': rate(ready[key], question['seconds'])}), flush=True)
