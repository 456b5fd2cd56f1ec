"""Writes kinds.npz, the numbers 1 to 24 in each type as NumPy saves them."""
import pathlib

import numpy as np

numbers = np.arange(1, 25).reshape(2, 3, 4)
arrays = {name: numbers.astype(name) for name in (
    "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64")}
arrays |= {
    "swapped_float32": numbers.astype(">f4"),
    "swapped_int16": numbers.astype(">i2"),
    "turned_float64": np.asfortranarray(numbers.astype("f8")),
    "turned_uint8": np.asfortranarray(numbers.astype("u1")),
    "bool": numbers > 12,
    "half": numbers.astype("f2"),
    "text": numbers.astype("U2"),
    "none": numbers[:0].astype("f4"),
}
np.savez_compressed(pathlib.Path(__file__).with_name("kinds.npz"), **arrays)
