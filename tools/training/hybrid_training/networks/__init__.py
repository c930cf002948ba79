"""Networks. Tensors are NCHW; flow channel 0 is x, channel 1 is y; pixel centres lie at integer coordinates."""
