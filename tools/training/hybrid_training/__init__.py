"""Training, validation and ONNX export of Hybrid's networks."""
