"""Recurrent update: motion encoder, ConvGRU and flow head, one set of weights for all levels (RAFT, ECCV 2020)."""
import torch
import torch.nn as nn

from .correlation import WINDOWS, shifted_correlation, window_correlation


class ConvGru(nn.Module):
    """3×3 ConvGRU. ``gates`` (B, 3·hidden, h, w) is the context's share of the gates, computed once a level."""

    def __init__(self, hidden, inputs):
        super().__init__()
        self.hidden = hidden
        self.update_reset = nn.Conv2d(hidden + inputs, 2 * hidden, 3, padding=1)
        self.candidate = nn.Conv2d(hidden + inputs, hidden, 3, padding=1)

    def forward(self, state, motion, gates):
        for_zr, for_candidate = gates.split([2 * self.hidden, self.hidden], 1)
        z, r = torch.sigmoid(self.update_reset(torch.cat([state, motion], 1)) + for_zr).chunk(2, 1)
        candidate = torch.tanh(self.candidate(torch.cat([r * state, motion], 1)) + for_candidate)
        return state + z * (candidate - state)


class UpdateStep(nn.Module):
    """One iteration: correlate in a window, encode the motion, update the state, predict a change of flow (cells)."""

    def __init__(self, hidden, motion, groups, windows, deformable):
        super().__init__()
        self.groups = groups
        self.deformable = deformable
        self.windows = tuple(windows)
        candidates = 9 * groups
        # A candidate's meaning depends on the window, so each window has its own first layer.
        self.read = nn.ModuleDict({w: nn.Conv2d(candidates, 48, 1) for w in self.windows})
        self.offsets = nn.ModuleDict({w: nn.Conv2d(hidden, 18, 3, padding=1) for w in self.windows} if deformable else {})
        for layer in self.offsets.values():
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)
        self.flow_in = nn.Conv2d(2, 16, 3, padding=1)
        self.motion = nn.Conv2d(64, motion - 2, 3, padding=1)
        self.gru = ConvGru(hidden, motion)
        self.delta = nn.Sequential(nn.Conv2d(hidden, hidden, 3, padding=1), nn.ReLU(inplace=True),
                                   nn.Conv2d(hidden, 2, 3, padding=1))
        nn.init.normal_(self.delta[2].weight, std=1e-3)
        nn.init.zeros_(self.delta[2].bias)

    def forward(self, match_a, match_b, state, gates, flow, window, shifted):
        """``shifted``: warp once and shift by whole cells (fine level) instead of sampling a deformable window."""
        if shifted:
            correlation = shifted_correlation(match_a, match_b, flow, WINDOWS[window], self.groups)
        else:
            # Damped: offsets that move before the features match scramble the window, and nothing then teaches them back.
            offsets = torch.tanh(0.1 * self.offsets[window](state)) if self.deformable else None
            correlation = window_correlation(match_a, match_b, flow, WINDOWS[window], self.groups, offsets)
        scaled = flow * 0.25
        motion = torch.relu(self.motion(torch.cat([
            torch.relu(self.read[window](correlation)), torch.relu(self.flow_in(scaled))], 1)))
        state = self.gru(state, torch.cat([motion, scaled], 1), gates)
        return state, flow + self.delta(state)
