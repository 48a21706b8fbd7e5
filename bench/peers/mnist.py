"""MNIST as the book's load_mnist returns it: float32 images in 0..1, labels as u8."""
import gzip
import os

import numpy as np


def read(folder, name, offset):
    path = os.path.join(folder, name)
    if os.path.exists(path + '.gz'):
        with gzip.open(path + '.gz') as file:
            return np.frombuffer(file.read(), np.uint8, offset=offset)
    return np.fromfile(path, np.uint8, offset=offset)


def images(folder, name):
    x = read(folder, name, 16).reshape(-1, 784).astype(np.float32)
    x /= 255.0
    return x


def labels(folder, name):
    return read(folder, name, 8)


def one_hot(t, dtype):
    T = np.zeros((t.size, 10), dtype)
    T[np.arange(t.size), t] = 1
    return T


def train_and_test(folder):
    """(60000, 784) float32, (60000,) u8, and the same of the 10,000 test images."""
    return (
        images(folder, 'train-images-idx3-ubyte'),
        labels(folder, 'train-labels-idx1-ubyte'),
        images(folder, 't10k-images-idx3-ubyte'),
        labels(folder, 't10k-labels-idx1-ubyte'),
    )


def without_zeros(x):
    """Images of the same size without zero pixels: sparsity saves nothing."""
    rng = np.random.default_rng(0)
    return rng.integers(1, 256, x.shape, np.uint8).astype(np.float32) / np.float32(255)
