"""The book's training program (Deep Learning from Scratch, ch05/train_neuralnet.py) in NumPy, with its classes.

usage: book.py DATA_FOLDER float64|float32 ITERATIONS    -> one line of JSON
float64 is the book as printed: images float32 from load_mnist, weights float64. float32 has everything in float32.
"""
import gzip
import json
import os
import sys
import time
from collections import OrderedDict

import numpy as np

folder, precision, iters_num = sys.argv[1], sys.argv[2], int(sys.argv[3])
dtype = np.dtype(precision)


def read(name, offset):
    path = os.path.join(folder, name)
    if os.path.exists(path + '.gz'):
        with gzip.open(path + '.gz') as file:
            return np.frombuffer(file.read(), np.uint8, offset=offset)
    return np.fromfile(path, np.uint8, offset=offset)


def images(name):
    x = read(name, 16).reshape(-1, 784).astype(np.float32)
    x /= 255.0
    return x


def one_hot(name):
    labels = read(name, 8)
    T = np.zeros((labels.size, 10), dtype)
    T[np.arange(labels.size), labels] = 1
    return T


def softmax(x):
    x = x - np.max(x, axis=-1, keepdims=True)
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)


def cross_entropy_error(y, t):
    t = t.argmax(axis=1)
    batch_size = y.shape[0]
    return -np.sum(np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size


class Relu:
    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dout[self.mask] = 0
        return dout


class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        return cross_entropy_error(self.y, t)

    def backward(self):
        return (self.y - self.t) / dtype.type(self.t.shape[0])


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            'W1': (weight_init_std * np.random.randn(input_size, hidden_size)).astype(dtype),
            'b1': np.zeros(hidden_size, dtype),
            'W2': (weight_init_std * np.random.randn(hidden_size, output_size)).astype(dtype),
            'b2': np.zeros(output_size, dtype),
        }
        self.layers = OrderedDict()
        self.layers['Affine1'] = Affine(self.params['W1'], self.params['b1'])
        self.layers['Relu1'] = Relu()
        self.layers['Affine2'] = Affine(self.params['W2'], self.params['b2'])
        self.lastLayer = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        return self.lastLayer.forward(self.predict(x), t)

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        return np.sum(y == np.argmax(t, axis=1)) / float(x.shape[0])

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.lastLayer.backward()
        for layer in reversed(list(self.layers.values())):
            dout = layer.backward(dout)
        affine1, affine2 = self.layers['Affine1'], self.layers['Affine2']
        return {'W1': affine1.dW, 'b1': affine1.db, 'W2': affine2.dW, 'b2': affine2.db}


x_train, t_train = images('train-images-idx3-ubyte'), one_hot('train-labels-idx1-ubyte')
x_test, t_test = images('t10k-images-idx3-ubyte'), one_hot('t10k-labels-idx1-ubyte')
np.random.seed(0)
started = time.perf_counter()
network = TwoLayerNet(784, 50, 10)
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
