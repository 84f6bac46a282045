"""Prints what PyTorch answers for the networks of TorchReferenceTest: python3 reference.py.

Weights and inputs are formulas, the same ones as in the test; what was printed stands there, with the version.
"""
import torch
from torch import nn


class AllStates(nn.LSTM):
    def forward(self, x):
        return super().forward(x)[0]


class LastState(nn.LSTM):
    def forward(self, x):
        return super().forward(x)[0][:, -1]


def wave(count, number):
    """Numbers from -0.5 to 0.5."""
    return ((torch.arange(count, dtype=torch.float64) * 37 + number * 11) % 101 - 50) / 100


def answers(name, network, inputs):
    state = network.state_dict()
    number = 0
    for key, tensor in state.items():
        if key.endswith("num_batches_tracked"):
            continue
        values = wave(tensor.numel(), number)
        if key.endswith("running_var"):
            values = values + 1
        tensor.copy_(values.reshape(tensor.shape))
        number += 1
    network.load_state_dict(state)
    network.eval()
    with torch.no_grad():
        print(name, ", ".join("%.7g" % value for value in network(inputs).flatten().tolist()))


print(torch.__version__)
images = (3 * wave(2 * 6 * 5 * 2, 1)).float().reshape(2, 6, 5, 2).permute(0, 3, 1, 2).contiguous()
answers(
    "images",
    nn.Sequential(
        nn.Conv2d(2, 4, 3, padding=1),
        nn.BatchNorm2d(4),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(4, 3, 2, stride=2, padding=1),
        nn.Flatten(),
        nn.BatchNorm1d(12),
        nn.Tanh(),
        nn.Linear(12, 6),
        nn.GELU(),
        nn.Linear(6, 3),
    ),
    images,
)
answers(
    "sequences",
    nn.Sequential(
        AllStates(3, 4, batch_first=True),
        LastState(4, 3, batch_first=True),
        nn.Linear(3, 4),
        nn.SiLU(),
        nn.Linear(4, 2),
    ),
    (3 * wave(2 * 5 * 3, 1)).float().reshape(2, 5, 3),
)
