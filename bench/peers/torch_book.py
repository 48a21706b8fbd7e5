"""The book's training in PyTorch, float32.

usage: torch_book.py DATA_FOLDER ordinary|tuned ITERATIONS    -> one line of JSON
ordinary: nn.Sequential, autograd, torch.optim, as usually written. tuned: the backward pass written by hand, in place, in
preallocated buffers, without autograd.
"""
import json
import os
import sys
import time

import torch
from mnist import train_and_test
from torch_steps import STEPS, accuracy, new_network

folder, style, iters_num = sys.argv[1], sys.argv[2], int(sys.argv[3])
if 'BENCH_THREADS' in os.environ:
    torch.set_num_threads(int(os.environ['BENCH_THREADS']))
x_train, t_train, x_test, t_test = (torch.from_numpy(part.copy()) for part in train_and_test(folder))
t_train, t_test = t_train.long(), t_test.long()

torch.manual_seed(0)
started = time.perf_counter()
network = new_network(50)
step = STEPS[style](network, 100, 0.1)
losses, accuracies = [], []
for i in range(iters_num):
    batch = torch.randint(len(x_train), (100,))
    losses.append(step(x_train[batch], t_train[batch]))
    if i % 600 == 0:
        accuracies.append((accuracy(network, x_train, t_train), accuracy(network, x_test, t_test)))
elapsed = time.perf_counter() - started
final = accuracy(network, x_test, t_test)
print(json.dumps({'seconds': elapsed, 'evaluations': len(accuracies), 'testAccuracy': final, 'version': torch.__version__}))
