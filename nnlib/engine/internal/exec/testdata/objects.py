"""Writes objects.json: what Keras' losses, metrics and optimizers compute, for the tests of package exec.

    python objects.py

Needs keras==3.15.1 and jax==0.10.2.
"""
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"
import jax
import jax.numpy as jnp
import keras
import numpy as np


def numbers(array):
    return [float(value) for value in np.asarray(array, "float32").ravel()]


def array(*rows):
    return np.array(rows, "float32")


# Targets and outputs, with the corners of the formulas among them.
REAL = array([1, -2, 0], [0.5, 3, -1], [0, 0, 0], [2, 1e-3, -7]), array([1, -1, 0.5], [2.5, 0, -1], [0.25, -90, 90], [2, 4, 3])
COUNTS = array([1, 2, 0], [0.5, 3, 1], [0, 0, 5], [2, 7, 1]), array([1, 0.5, 2], [3, 0, 1e-4], [0.1, -0.0, 4], [2, 90, 1])
YES = array([1, 0, 1], [0, 0, 1], [1, 1, 0], [0, 1, 0]), array([1, 0, 0.25], [0.5, 0.9, 1e-8], [0, 1, 1], [1e-3, 0.999, 0.1])
YES_LOGITS = YES[0], array([0, 0, 2], [-90, 90, -3], [40, -40, 1e-3], [1, -1, 0])
SIGNS = 2 * YES[0] - 1, array([1, -1, 0.5], [2, -2, 1], [-1, 0, 0], [-0.25, 3, -7])
ONE_HOT = array([0, 0, 1], [1, 0, 0], [0, 1, 0], [0.2, 0.3, 0.5]), array([0.1, 0.2, 0.9], [0, 0.5, 0.5], [0.05, 0.9, 0.05], [0.2, 0.3, 0.5])
ONE_HOT_LOGITS = ONE_HOT[0], array([2, -1, 0.5], [-30, 0, 30], [0, 0, 0], [8, -8, 0])
SEQUENCE = tuple(a.reshape(2, 2, 3) for a in ONE_HOT_LOGITS)
COLUMN = array([1, 0, 1, 0]).reshape(4), array([0.9], [0.5], [0.2], [0.7])
LABELS = np.array([2, 0, 1, 3], "int32"), array([0.1, 0.2, 0.3, 0.4], [0.4, 0.4, 0.1, 0.1], [0.3, 0.2, 0.3, 0.2], [0.1, 0.2, 0.3, 0.4])
LABEL_ROWS = np.eye(4, dtype="float32")[LABELS[0]], LABELS[1]
NOT_LOGITS, LOGITS = {"from_logits": 0.0}, {"from_logits": 1.0}
PLAIN, SMOOTH = {"label_smoothing": 0.0}, {"label_smoothing": 0.1}

LOSSES = [
    ("MeanSquaredError", {}, *REAL),
    ("MeanAbsoluteError", {}, *REAL),
    ("MeanAbsoluteError", {}, *COLUMN),
    ("MeanAbsolutePercentageError", {}, *COUNTS),
    ("MeanSquaredLogarithmicError", {}, *COUNTS),
    ("MeanSquaredLogarithmicError", {}, *REAL),
    ("Huber", {"delta": 1.0}, *REAL),
    ("Huber", {"delta": 0.25}, *REAL),
    ("LogCosh", {}, *REAL),
    ("Poisson", {}, *COUNTS),
    ("KLDivergence", {}, *ONE_HOT),
    ("KLDivergence", {}, *YES_LOGITS),
    ("Hinge", {}, *SIGNS),
    ("Hinge", {}, YES[0], SIGNS[1]),
    ("Hinge", {}, *REAL),
    ("SquaredHinge", {}, *SIGNS),
    ("SquaredHinge", {}, YES[0], SIGNS[1]),
    ("CategoricalHinge", {}, *ONE_HOT),
    ("CategoricalHinge", {}, *ONE_HOT_LOGITS),
    ("CosineSimilarity", {}, REAL[0], COUNTS[1]),
    ("BinaryCrossentropy", NOT_LOGITS | PLAIN, *YES),
    ("BinaryCrossentropy", NOT_LOGITS | PLAIN, *COLUMN),
    ("BinaryCrossentropy", NOT_LOGITS | SMOOTH, *YES),
    ("BinaryCrossentropy", LOGITS | PLAIN, *YES_LOGITS),
    ("BinaryCrossentropy", LOGITS | SMOOTH, *YES_LOGITS),
    ("CategoricalCrossentropy", NOT_LOGITS | PLAIN, *ONE_HOT),
    ("CategoricalCrossentropy", NOT_LOGITS | SMOOTH, *ONE_HOT),
    ("CategoricalCrossentropy", LOGITS | PLAIN, *ONE_HOT_LOGITS),
    ("CategoricalCrossentropy", LOGITS | SMOOTH, *ONE_HOT_LOGITS),
    ("CategoricalCrossentropy", LOGITS | PLAIN, *SEQUENCE),
]

METRICS = [
    ("MeanSquaredError", {}, *REAL),
    ("RootMeanSquaredError", {}, *REAL),
    ("MeanAbsoluteError", {}, *REAL),
    ("MeanAbsolutePercentageError", {}, *COUNTS),
    ("MeanSquaredLogarithmicError", {}, *COUNTS),
    ("Poisson", {}, *COUNTS),
    ("KLDivergence", {}, *ONE_HOT),
    ("Hinge", {}, *SIGNS),
    ("SquaredHinge", {}, *SIGNS),
    ("CategoricalHinge", {}, *ONE_HOT_LOGITS),
    ("CosineSimilarity", {}, *REAL),
    ("CosineSimilarity", {}, np.zeros((4, 3), "float32"), REAL[1]),
    ("BinaryCrossentropy", NOT_LOGITS | PLAIN, *YES),
    ("BinaryCrossentropy", LOGITS | SMOOTH, *YES_LOGITS),
    ("CategoricalCrossentropy", NOT_LOGITS | SMOOTH, *ONE_HOT),
    ("SparseCategoricalCrossentropy", NOT_LOGITS, *LABELS),
    ("SparseCategoricalCrossentropy", LOGITS, *LABELS),
    ("BinaryAccuracy", {"threshold": 0.5}, *YES),
    ("BinaryAccuracy", {"threshold": 0.5}, *COLUMN),
    ("BinaryAccuracy", {"threshold": 0.8}, *COLUMN),
    ("CategoricalAccuracy", {}, *LABEL_ROWS),
    ("CategoricalAccuracy", {}, *SEQUENCE),
    ("SparseCategoricalAccuracy", {}, *LABELS),
    ("SparseCategoricalAccuracy", {}, LABELS[0][:, None], LABELS[1]),
    *[("TopKCategoricalAccuracy", {"k": k}, *LABEL_ROWS) for k in (1, 2)],
    *[("SparseTopKCategoricalAccuracy", {"k": k}, *LABELS) for k in (1, 2, 3, 9)],
]

ADAM = {"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
RMS = {"learning_rate": 0.01, "rho": 0.9, "epsilon": 1e-7}

OPTIMIZERS = [
    *[("Adam", ADAM | {"amsgrad": amsgrad}) for amsgrad in (0.0, 1.0)],
    *[("AdamW", ADAM | {"weight_decay": 0.1, "amsgrad": amsgrad}) for amsgrad in (0.0, 1.0)],
    ("Nadam", ADAM),
    ("Adamax", ADAM),
    *[("SGD", {"learning_rate": 0.1, "momentum": m, "nesterov": n}) for m, n in ((0.0, 0.0), (0.9, 0.0), (0.9, 1.0))],
    *[("RMSprop", RMS | {"momentum": m, "centered": c}) for m in (0.0, 0.9) for c in (0.0, 1.0)],
    ("Adagrad", {"learning_rate": 0.1, "initial_accumulator_value": 0.1, "epsilon": 1e-7}),
    ("Adadelta", {"learning_rate": 1.0, "rho": 0.95, "epsilon": 1e-7}),
    ("Lion", {"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.99}),
]


def arguments(config):
    """Keras' arguments: from_logits and the like are yes or no, and k is a whole number."""
    kinds = {"from_logits": bool, "nesterov": bool, "centered": bool, "amsgrad": bool, "k": int}
    return {name: kinds.get(name, float)(value) for name, value in config.items()}


def data(name, config, y, x):
    return {"class": name, "config": config, "shape": list(x.shape), "x": numbers(x), "targets_shape": list(y.shape),
            "targets": numbers(y), "integers": y.dtype == np.int32}


def loss_case(name, config, y, x):
    loss = getattr(keras.losses, name)(**arguments(config))
    gradient = jax.grad(lambda x: loss(y, x))(jnp.array(x))
    return data(name, config, y, x) | {"value": float(loss(y, x)), "gradient": numbers(gradient)}


def metric_case(name, config, y, x):
    metric = getattr(keras.metrics, name)(**arguments(config))
    metric.update_state(y, x)
    return data(name, config, y, x) | {"name": metric.name, "value": float(metric.result())}


def optimizer_case(name, config):
    """20 steps with the gradient sin(step + place) · 10^(place - 2)."""
    optimizer = getattr(keras.optimizers, name)(**arguments(config))
    variable = keras.Variable(np.array([1, -1, 0.5, 0, 2], "float32"))
    place, weights = np.arange(5), []
    for step in range(20):
        gradient = (np.sin(step + place) * 10.0 ** (place - 2)).astype("float32")
        optimizer.apply([jnp.array(gradient)], [variable])
        weights.append(numbers(variable.value))
    values = sum(int(np.prod(v.shape)) for v in optimizer.variables)
    return {"class": name, "config": config, "values": values, "weights": weights}


golden = {
    "keras": keras.__version__, "jax": jax.__version__,
    "losses": [loss_case(*case) for case in LOSSES],
    "metrics": [metric_case(*case) for case in METRICS],
    "optimizers": [optimizer_case(*case) for case in OPTIMIZERS],
}
lines = [f'"{key}": ' + (json.dumps(value) if isinstance(value, str) else "[\n" + ",\n".join(map(json.dumps, value)) + "\n]")
         for key, value in golden.items()]
pathlib.Path(__file__).with_name("objects.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
