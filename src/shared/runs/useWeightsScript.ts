/** The program `use_weights.py` in the archive of a run: the layers of the book's chapter with the exported weights. */
export const USE_WEIGHTS_SCRIPT = `"""Classifies one image with the weights of this run, in NumPy alone.

python use_weights.py                                 the image in digit.npy
python use_weights.py t10k-images-idx3-ubyte.gz 7     image 7 of an MNIST file, .gz or not
"""
import gzip
import json
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


class Affine:
    """y = x W + b for x of shape (N, inputs)."""

    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        return x @ self.W + self.b


class ReLU:
    """y = x where x > 0, else 0."""

    def forward(self, x):
        return np.where(x > 0, x, 0)


def softmax(a):
    """Probabilities of each row of a, (N, classes). The largest entry is subtracted so that exp does not overflow."""
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def read_image(arguments):
    """Pixels 0..255 of the chosen image."""
    if not arguments:
        return np.load(HERE / 'digit.npy')
    name, number = arguments[0], int(arguments[1]) if len(arguments) > 1 else 0
    data = (gzip.open if name.endswith('.gz') else open)(name, 'rb').read()
    count, rows, cols = np.frombuffer(data, '>u4', 3, offset=4)
    images = np.frombuffer(data, np.uint8, offset=16).reshape(count, rows, cols)
    return images[number]


weights = np.load(HERE / 'weights.npz')
names = json.loads((HERE / 'settings.json').read_text('utf-8'))['dataset'].get('classNames')
layers = [Affine(weights['W1'], weights['b1']), ReLU(), Affine(weights['W2'], weights['b2'])]

image = read_image(sys.argv[1:])
x = image.reshape(1, -1) / 255  # The network was trained on pixels between 0 and 1.
for layer in layers:
    x = layer.forward(x)
y = softmax(x)[0]

for row in image:
    print(''.join(' .:-=+*#%@'[int(pixel) * 9 // 255] * 2 for pixel in row).rstrip())
for label, probability in enumerate(y):
    print(f'{names[label] if names else label}  {probability:7.2%}')
best = int(y.argmax())
print(f'prediction: {names[best] if names else best}')
`
