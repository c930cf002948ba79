"""The spatial transformer's benchmark: classification of distorted MNIST digits (Jaderberg et al., NIPS 2015, section 4.1)."""
