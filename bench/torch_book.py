"""The same training in PyTorch, float32, as one writes it there.

usage: torch_book.py DATA_FOLDER ITERATIONS    -> one line of JSON
"""
import gzip
import json
import os
import sys
import time

import numpy as np
import torch
from torch import nn

folder, iters_num = sys.argv[1], int(sys.argv[2])
if 'BENCH_THREADS' in os.environ:
    torch.set_num_threads(int(os.environ['BENCH_THREADS']))


def read(name, offset):
    path = os.path.join(folder, name)
    if os.path.exists(path + '.gz'):
        with gzip.open(path + '.gz') as file:
            return np.frombuffer(file.read(), np.uint8, offset=offset)
    return np.fromfile(path, np.uint8, offset=offset)


def images(name):
    return torch.from_numpy(read(name, 16).reshape(-1, 784).astype(np.float32) / 255)


def labels(name):
    return torch.from_numpy(read(name, 8).astype(np.int64))


x_train, t_train = images('train-images-idx3-ubyte'), labels('train-labels-idx1-ubyte')
x_test, t_test = images('t10k-images-idx3-ubyte'), labels('t10k-labels-idx1-ubyte')
torch.manual_seed(0)
started = time.perf_counter()
network = nn.Sequential(nn.Linear(784, 50), nn.ReLU(), nn.Linear(50, 10))
for layer in (network[0], network[2]):
    nn.init.normal_(layer.weight, std=0.01)
    nn.init.zeros_(layer.bias)
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(network.parameters(), lr=0.1)


def accuracy(x, t):
    with torch.no_grad():
        return (network(x).argmax(dim=1) == t).sum().item() / len(x)


losses, accuracies = [], []
for i in range(iters_num):
    batch = torch.randint(len(x_train), (100,))
    x, t = x_train[batch], t_train[batch]
    optimizer.zero_grad()
    criterion(network(x), t).backward()
    optimizer.step()
    with torch.no_grad():
        losses.append(criterion(network(x), t).item())
    if i % 600 == 0:
        accuracies.append((accuracy(x_train, t_train), accuracy(x_test, t_test)))
elapsed = time.perf_counter() - started
final = accuracy(x_test, t_test)
print(json.dumps({'seconds': elapsed, 'evaluations': len(accuracies), 'testAccuracy': final, 'version': torch.__version__}))
