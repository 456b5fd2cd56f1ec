"""Writes numpy.npz and kernel.npy: NumPy's own files, for the tests of package npz."""
import pathlib
import numpy as np

here = pathlib.Path(__file__).parent
kernel = np.array([[1, 2, 3], [4, 5, 6.5]], "float32")
np.save(here / "kernel.npy", kernel)
np.savez(here / "numpy.npz", **{"dense/kernel": kernel, "dense/bias": np.array([-1, 0, 1e-3]), "scalar": np.float32(7), "nothing": np.zeros((0, 4), "float32")})
