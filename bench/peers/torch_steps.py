"""One iteration of the book's network in PyTorch: gradient, update, and the loss after the update."""
import torch
from torch import nn


def new_network(hidden):
    network = nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 10))
    for layer in (network[0], network[2]):
        nn.init.normal_(layer.weight, std=0.01)
        nn.init.zeros_(layer.bias)
    return network


def accuracy(network, x, t):
    with torch.no_grad():
        return (network(x).argmax(dim=1) == t).sum().item() / len(x)


def ordinary(network, batch_size, lr):
    """As usually written: autograd and an optimizer."""
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(network.parameters(), lr=lr)

    def step(x, t):
        optimizer.zero_grad()
        criterion(network(x), t).backward()
        optimizer.step()
        with torch.no_grad():
            return criterion(network(x), t).item()

    return step


def tuned(network, batch_size, lr):
    """The backward pass written by hand, with fused products (addmm_) that update the weights in place."""
    (W1, b1), (W2, b2) = ((layer.weight.detach(), layer.bias.detach()) for layer in (network[0], network[2]))
    hidden, classes = W1.shape[0], W2.shape[0]
    z1 = torch.empty(batch_size, hidden)
    a2 = torch.empty(batch_size, classes)
    da1 = torch.empty(batch_size, hidden)
    rows = torch.arange(batch_size)

    def forward(x):
        torch.addmm(b1, x, W1.t(), out=z1)
        z1.clamp_(min=0)
        torch.addmm(b2, z1, W2.t(), out=a2)

    @torch.no_grad()
    def step(x, t):
        forward(x)
        dout = torch.softmax(a2, dim=1)
        dout[rows, t] -= 1
        dout *= 1 / batch_size
        torch.mm(dout, W2, out=da1)
        da1.mul_(z1 > 0)
        W2.addmm_(dout.t(), z1, alpha=-lr)
        b2.sub_(dout.sum(0), alpha=lr)
        W1.addmm_(da1.t(), x, alpha=-lr)
        b1.sub_(da1.sum(0), alpha=lr)
        forward(x)
        return nn.functional.cross_entropy(a2, t).item()

    return step


STEPS = {'ordinary': ordinary, 'tuned': tuned}
