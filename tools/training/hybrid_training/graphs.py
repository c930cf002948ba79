"""A network as ONNX graphs: what a task hands to the exporter."""


class Graph:
    """One file. ``inputs``: {name: example tensor}; ``outputs``: names in order; ``purpose``: one line for the card.

    Every axis from the third on is exported as dynamic.
    """

    def __init__(self, name, module, inputs, outputs, purpose):
        self.name, self.module, self.inputs, self.outputs, self.purpose = name, module, inputs, outputs, purpose
