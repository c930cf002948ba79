"""A network as ONNX graphs: what a task hands to the exporter."""


class Graph:
    """One file. ``inputs``: {name: example tensor}; ``outputs``: names in order; ``purpose``: one line for the card.

    Every axis from the third on is exported as dynamic, or those that ``dynamic`` names: {tensor: [axes]}.
    """

    def __init__(self, name, module, inputs, outputs, purpose, dynamic=None):
        self.name, self.module, self.inputs, self.outputs, self.purpose = name, module, inputs, outputs, purpose
        self.dynamic = dynamic

    def is_dynamic(self, tensor, axis):
        """Whether an axis of a tensor may be of any length."""
        return axis in self.dynamic[tensor] if self.dynamic else axis >= 2
