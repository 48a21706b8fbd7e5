"""Microseconds of an iteration of one shape in NumPy or PyTorch: batch, gradient, update, loss after it.

usage: shape.py DATA_FOLDER numpy-float64|numpy-float32|torch-ordinary|torch-tuned HIDDEN BATCH mnist|dense    -> one line of JSON
"""
import json
import os
import statistics
import sys
import time

import numpy as np
from mnist import one_hot, train_and_test, without_zeros

folder, program = sys.argv[1:3]
hidden, batch_size = int(sys.argv[3]), int(sys.argv[4])
x_train, t_train, _, _ = train_and_test(folder)
if sys.argv[5] == 'dense':
    x_train = without_zeros(x_train)
library, style = program.split('-')


def numpy_step():
    from two_layer_net import TwoLayerNet

    dtype = np.dtype(style)
    network = TwoLayerNet(784, hidden, 10, dtype)
    t = one_hot(t_train, dtype)
    lr = dtype.type(0.1)

    def step():
        batch_mask = np.random.choice(len(x_train), batch_size)
        x_batch, t_batch = x_train[batch_mask], t[batch_mask]
        grad = network.gradient(x_batch, t_batch)
        for key in ('W1', 'b1', 'W2', 'b2'):
            network.params[key] -= lr * grad[key]
        network.loss(x_batch, t_batch)

    return step


def torch_step():
    import torch
    from torch_steps import STEPS, new_network

    if 'BENCH_THREADS' in os.environ:
        torch.set_num_threads(int(os.environ['BENCH_THREADS']))
    x, t = torch.from_numpy(x_train), torch.from_numpy(t_train.astype(np.int64))
    run = STEPS[style](new_network(hidden), batch_size, 0.1)

    def step():
        batch = torch.randint(len(x), (batch_size,))
        run(x[batch], t[batch])

    return step


step = numpy_step() if library == 'numpy' else torch_step()
end = time.perf_counter() + 0.4
while time.perf_counter() < end:
    step()
slices = []
for _ in range(21):
    started, steps = time.perf_counter(), 0
    while steps == 0 or time.perf_counter() - started < 0.05:
        step()
        steps += 1
    slices.append((time.perf_counter() - started) / steps * 1e6)
print(json.dumps({'iterationMicroseconds': statistics.median(slices)}))
