"""Writes small.npz, a few small arrays as NumPy saves them."""
import pathlib

import numpy as np

np.savez_compressed(
    pathlib.Path(__file__).with_name("small.npz"),
    x=np.arange(12, dtype=np.uint8).reshape(2, 2, 3),
    y=np.array([7, 255], dtype=np.uint8),
    n=np.array(3, dtype=np.uint8),
    f=np.zeros(2),
    c=np.asfortranarray(np.zeros((2, 2), dtype=np.uint8)),
)
