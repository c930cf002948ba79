"""Layers cut as ONNX Runtime's convolutions like them: the same values for less time.

Its blocked convolutions take inputs of a multiple of four channels only (others fall back to a matrix product, at half the
speed), and are at their fastest with three or four blocks of sixteen outputs.
"""
import copy

import torch
import torch.nn as nn


def rows(convolution, start, stop, factor=1.0):
    """The convolution that gives output channels ``start`` to ``stop``, times ``factor``."""
    part = nn.Conv2d(convolution.in_channels, stop - start, convolution.kernel_size, padding=convolution.padding)
    part.weight.data = convolution.weight.data[start:stop] * factor
    part.bias.data = convolution.bias.data[start:stop] * factor
    return part


class PaddedConvolution(nn.Module):
    """A convolution of a list of tensors, with channels of zeros added up to a multiple of four."""

    def __init__(self, convolution):
        super().__init__()
        self.extra = -convolution.in_channels % 4
        self.convolution = nn.Conv2d(convolution.in_channels + self.extra, convolution.out_channels,
                                     convolution.kernel_size, padding=convolution.padding)
        zeros = torch.zeros(convolution.out_channels, self.extra, *convolution.kernel_size)
        self.convolution.weight.data = torch.cat([convolution.weight.data, zeros], 1)
        self.convolution.bias.data = convolution.bias.data

    def forward(self, tensors):
        if self.extra == 0:
            return self.convolution(torch.cat(tensors, 1))
        # Any channels do, for their weights are zero.
        return self.convolution(torch.cat([*tensors, tensors[0][:, :self.extra]], 1))


class SeparateGates(nn.Module):
    """A ``ConvGru`` whose update and reset gates are convolutions of their own."""

    def __init__(self, gru):
        super().__init__()
        self.hidden = gru.hidden
        self.update, self.reset = rows(gru.update_reset, 0, gru.hidden), rows(gru.update_reset, gru.hidden, 2 * gru.hidden)
        self.candidate = gru.candidate

    def forward(self, state, motion, gates):
        for_z, for_r, for_candidate = gates.split(self.hidden, 1)
        both = torch.cat([state, motion], 1)
        z, r = torch.sigmoid(self.update(both) + for_z), torch.sigmoid(self.reset(both) + for_r)
        candidate = torch.tanh(self.candidate(torch.cat([r * state, motion], 1)) + for_candidate)
        return state + z * (candidate - state)


def with_separate_gates(update):
    """A copy of an ``UpdateStep`` with ``SeparateGates``."""
    result = copy.deepcopy(update)
    result.gru = SeparateGates(result.gru)
    return result
