"""Writes small.pkz, three rows of California's table as scikit-learn keeps them.

Needs joblib beside NumPy.
"""
import pathlib

import joblib
import numpy as np

statlib = np.array([
    [-122.23, 37.88, 41, 880, 129, 322, 126, 8.3252, 452600],
    [-122.22, 37.86, 21, 7099, 1106, 2401, 1138, 8.3014, 358500],
    [-122.24, 37.85, 52, 1467, 190, 496, 177, 7.2574, 352100],
])
# As in sklearn/datasets/_california_housing.py, fetch_california_housing.
joblib.dump(statlib[:, [8, 7, 2, 3, 4, 5, 6, 1, 0]], pathlib.Path(__file__).with_name("small.pkz"), compress=6)
