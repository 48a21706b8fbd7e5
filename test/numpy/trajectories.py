"""The book's ch05 program (ch06 for the optimizers) in NumPy, on made-up images, for comparison with the float64 engine.

usage: trajectories.py FOLDER RUNS
RUNS is JSON, a list of {seed, hidden, batch, lr, std, iterations, optimizer, weightInit, shift, trainCount}. Writes to FOLDER
images.u8 and labels.u8, which all runs train on, and prints for every run, as JSON: losses, weights, accuracies, shifts.
"""
import json
import sys

import numpy as np

SIDE, CLASSES, MOST_IMAGES = 28, 10, 400


def draw_images(count):
    """Ten blurred prototypes, mixed with noise; a third of the pixels is not zero."""
    rng = np.random.RandomState(2024)
    prototypes = rng.randint(0, 256, (CLASSES, SIDE * SIDE)) * (rng.rand(CLASSES, SIDE * SIDE) < 0.25)
    labels = rng.randint(0, CLASSES, count)
    noise = rng.randint(0, 256, (count, SIDE * SIDE)) * (rng.rand(count, SIDE * SIDE) < 0.1)
    return np.maximum(prototypes[labels], noise).astype(np.uint8), labels.astype(np.uint8)


def shifted(images, shifts):
    out = np.zeros_like(images)
    for n, (dx, dy) in enumerate(shifts):
        for r in range(SIDE):
            for c in range(SIDE):
                if 0 <= r - dy < SIDE and 0 <= c - dx < SIDE:
                    out[n, r * SIDE + c] = images[n, (r - dy) * SIDE + (c - dx)]
    return out


def softmax(x):
    x = x - np.max(x, axis=1, keepdims=True)
    return np.exp(x) / np.sum(np.exp(x), axis=1, keepdims=True)


def loss_of(y, t):
    return -np.sum(np.log(y[np.arange(len(t)), t] + 1e-7)) / len(t)


class Net:
    def __init__(self, hidden, spread):
        inputs = SIDE * SIDE
        self.params = {
            "W1": spread(inputs) * np.random.randn(inputs, hidden),
            "b1": np.zeros(hidden),
            "W2": spread(hidden) * np.random.randn(hidden, CLASSES),
            "b2": np.zeros(CLASSES),
        }

    def predict(self, x):
        p = self.params
        self.x, self.a1 = x, np.dot(x, p["W1"]) + p["b1"]
        self.z1 = np.where(self.a1 <= 0, 0, self.a1)
        return np.dot(self.z1, p["W2"]) + p["b2"]

    def gradient(self, x, t):
        dout = softmax(self.predict(x))
        dout[np.arange(len(t)), t] -= 1
        dout /= len(t)
        dz1 = np.where(self.a1 <= 0, 0, np.dot(dout, self.params["W2"].T))
        return {
            "W1": np.dot(self.x.T, dz1),
            "b1": np.sum(dz1, axis=0),
            "W2": np.dot(self.z1.T, dout),
            "b2": np.sum(dout, axis=0),
        }


class Optimizer:
    def __init__(self, kind, lr, params):
        self.kind, self.lr, self.iter = kind, lr, 0
        self.first = {k: np.zeros_like(v) for k, v in params.items()}
        self.second = {k: np.zeros_like(v) for k, v in params.items()}

    def update(self, params, grads):
        self.iter += 1
        for key, g in grads.items():
            m, v = self.first, self.second
            if self.kind == "sgd":
                params[key] -= self.lr * g
            elif self.kind == "momentum":
                m[key] = 0.9 * m[key] - self.lr * g
                params[key] += m[key]
            elif self.kind == "adagrad":
                m[key] += g * g
                params[key] -= self.lr * g / (np.sqrt(m[key]) + 1e-7)
            else:
                lr_t = self.lr * np.sqrt(1.0 - 0.999**self.iter) / (1.0 - 0.9**self.iter)
                m[key] += (1 - 0.9) * (g - m[key])
                v[key] += (1 - 0.999) * (g**2 - v[key])
                params[key] -= lr_t * m[key] / (np.sqrt(v[key]) + 1e-7)


def run(config, images, labels):
    count = config["trainCount"]
    images, labels = images[:count], labels[:count]
    spread = {
        "std": lambda n: config["std"],
        "xavier": lambda n: np.sqrt(1.0 / n),
        "he": lambda n: np.sqrt(2.0 / n),
    }[config["weightInit"]]
    np.random.seed(config["seed"])
    net = Net(config["hidden"], spread)
    first = {k: v.ravel().tolist() for k, v in net.params.items()}
    optimizer = Optimizer(config["optimizer"], config["lr"], net.params)
    shift_random = np.random.RandomState(1)
    losses, all_shifts = [], []
    for _ in range(config["iterations"]):
        mask = np.random.choice(count, config["batch"])
        batch, t = images[mask], labels[mask]
        if config["shift"]:
            shifts = shift_random.randint(-2, 3, (config["batch"], 2))
            all_shifts.append(shifts.ravel().tolist())
            batch = shifted(batch, shifts)
        x = batch.astype(np.float32) / 255.0
        optimizer.update(net.params, net.gradient(x, t))
        losses.append(float(loss_of(softmax(net.predict(x)), t)))
    scores = net.predict(images.astype(np.float32) / 255.0)
    return {
        "first": first,
        "losses": losses,
        "shifts": all_shifts,
        "weights": {k: v.ravel().tolist() for k, v in net.params.items()},
        "correct": int(np.sum(np.argmax(scores, axis=1) == labels)),
        "probabilities": softmax(scores[:3]).ravel().tolist(),
    }


if __name__ == "__main__":
    folder, runs = sys.argv[1], json.loads(sys.argv[2])
    images, labels = draw_images(MOST_IMAGES)
    images.tofile(folder + "/images.u8")
    labels.tofile(folder + "/labels.u8")
    print(json.dumps([run(config, images, labels) for config in runs]))
