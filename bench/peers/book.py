"""The book's training program (Deep Learning from Scratch, ch05/train_neuralnet.py) in NumPy, with its classes.

usage: book.py DATA_FOLDER float64|float32 ITERATIONS    -> one line of JSON
float64 is the book as printed: images float32 from load_mnist, weights float64. float32 has everything in float32.
"""
import json
import sys
import time

import numpy as np
from mnist import one_hot, train_and_test
from two_layer_net import TwoLayerNet

folder, precision, iters_num = sys.argv[1], sys.argv[2], int(sys.argv[3])
dtype = np.dtype(precision)
x_train, t_train, x_test, t_test = train_and_test(folder)
t_train, t_test = one_hot(t_train, dtype), one_hot(t_test, dtype)

np.random.seed(0)
started = time.perf_counter()
network = TwoLayerNet(784, 50, 10, dtype)
train_size, batch_size, learning_rate = x_train.shape[0], 100, dtype.type(0.1)
iter_per_epoch = max(train_size // batch_size, 1)
losses, accuracies = [], []
for i in range(iters_num):
    batch_mask = np.random.choice(train_size, batch_size)
    x_batch, t_batch = x_train[batch_mask], t_train[batch_mask]
    grad = network.gradient(x_batch, t_batch)
    for key in ('W1', 'b1', 'W2', 'b2'):
        network.params[key] -= learning_rate * grad[key]
    losses.append(network.loss(x_batch, t_batch))
    if i % iter_per_epoch == 0:
        accuracies.append((network.accuracy(x_train, t_train), network.accuracy(x_test, t_test)))
elapsed = time.perf_counter() - started
final = network.accuracy(x_test, t_test)
print(json.dumps({'seconds': elapsed, 'evaluations': len(accuracies), 'testAccuracy': final, 'version': np.__version__}))
