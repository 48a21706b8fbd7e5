import type { Quantity, StopId } from '../../../../shared/inside/stops'
import type { OptimizerKind } from '../../../../shared/nn/optimizers'

interface NumpyPiece {
  readonly text: string
  /** A text that one line has, and what that line computes. */
  readonly marks: readonly (readonly [text: string, writes: Quantity | null])[]
}

/** Every stop in NumPy, with the names of the diagram. */
export const NUMPY: Readonly<Record<Exclude<StopId, 'update'> | OptimizerKind, NumpyPiece>> = {
  batch: {
    text: `rows = np.random.choice(len(images), B)
x = (images[rows] / 255).astype(np.float32)
t = labels[rows]
N = len(x)`,
    marks: [['np.random.choice', 'x']],
  },
  affine1: { text: `a1 = x @ W1 + b1        # (N, 784) @ (784, H) + (H,)`, marks: [['a1 =', 'a1']] },
  relu: {
    text: `passes = a1 > 0
z1 = np.where(passes, a1, 0)`,
    marks: [['z1 =', 'z1']],
  },
  affine2: { text: `a2 = z1 @ W2 + b2       # (N, H) @ (H, C) + (C,)`, marks: [['a2 =', 'a2']] },
  softmax: {
    text: `e = np.exp(a2 - a2.max(axis=1, keepdims=True))
y = e / e.sum(axis=1, keepdims=True)
losses = -np.log(y[np.arange(N), t] + 1e-7)
loss = losses.mean()`,
    marks: [['y = ', 'y']],
  },
  softmaxBack: {
    text: `da2 = y.copy()
da2[np.arange(N), t] -= 1
da2 /= N                # the loss is a mean over N images`,
    marks: [
      ['da2 /= N', 'da2'],
      ['-= 1', null],
    ],
  },
  affine2Back: {
    text: `dz1 = da2 @ W2.T        # what goes on to the ReLU
dW2 = z1.T @ da2        # (H, N) @ (N, C): a sum over the batch
db2 = da2.sum(axis=0)`,
    marks: [
      ['dz1 =', 'dz1'],
      ['dW2 =', 'dW2'],
      ['db2 =', 'db2'],
    ],
  },
  reluBack: { text: `da1 = np.where(passes, dz1, 0)`, marks: [['da1 =', 'da1']] },
  affine1Back: {
    text: `dx = da1 @ W1.T         # gradient of every pixel
dW1 = x.T @ da1         # (784, N) @ (N, H): a sum over the batch
db1 = da1.sum(axis=0)`,
    marks: [
      ['dx =', 'dx'],
      ['dW1 =', 'dW1'],
      ['db1 =', 'db1'],
    ],
  },
  sgd: {
    text: `for W, dW in ((W1, dW1), (b1, db1), (W2, dW2), (b2, db2)):
    W -= lr * dW`,
    marks: [['W -=', 'W1']],
  },
  momentum: {
    text: `for W, dW, v in zip(params, grads, velocities):
    v *= 0.9
    v -= lr * dW
    W += v`,
    marks: [['W +=', 'W1']],
  },
  adagrad: {
    text: `for W, dW, h in zip(params, grads, squares):
    h += dW ** 2
    W -= lr * dW / (np.sqrt(h) + 1e-7)`,
    marks: [['W -=', 'W1']],
  },
  adam: {
    text: `updates += 1
rate = lr * np.sqrt(1 - 0.999 ** updates) / (1 - 0.9 ** updates)
for W, dW, m, v in zip(params, grads, means, squares):
    m += (1 - 0.9) * (dW - m)
    v += (1 - 0.999) * (dW ** 2 - v)
    W -= rate * m / (np.sqrt(v) + 1e-7)`,
    marks: [['W -=', 'W1']],
  },
  repeat: {
    text: `for i in range(iterations):
    x, t = draw_batch()
    forward(x, t)
    backward()
    update(lr)
    losses.append(forward(x, t))   # the same batch once more`,
    marks: [['losses.append', null]],
  },
}
