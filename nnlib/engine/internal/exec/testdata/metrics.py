"""Writes metrics.json: what Keras' metrics of several batches and its losses of segments and embeddings compute, for the
tests of package exec.

    python metrics.py

Needs keras==3.15.1 and jax==0.10.2.
"""
import json
import os
import pathlib
import warnings

os.environ["KERAS_BACKEND"] = "jax"
import jax
import jax.numpy as jnp
import keras
import numpy as np

warnings.filterwarnings("ignore", message="You are passing weight as `float`")
random = np.random.default_rng(7)
ROWS = (7, 7, 5)  # of each batch


def numbers(array):
    return [float(value) for value in np.asarray(array, "float32").ravel()]


def batches(make, weights=(0.25, 0.5, 1.0, 2.0, 0.0)):
    """Batches of (targets, outputs, weights)."""
    return [(*make(rows), random.choice(weights, rows).astype("float32")) for rows in ROWS]


def grid(*shape):
    """Outputs on thresholds, between them, at both ends and beyond them."""
    values = random.integers(-20, 221, shape) / 199
    return np.where(random.random(shape) < 0.5, values, random.random(shape)).astype("float32")


def yes_no(*shape):
    return random.integers(0, 2, shape).astype("float32")


def one_hot(rows, classes):
    return np.eye(classes, dtype="float32")[random.integers(0, classes, rows)]


def softmax(*shape):
    e = np.exp(2 * random.standard_normal(shape))
    return (e / e.sum(-1, keepdims=True)).astype("float32")


def ties(*shape):
    return (random.integers(0, 4, shape) / 4).astype("float32")


def regression(rows, columns=3):
    y = random.standard_normal((rows, columns)) * (1, 2, 5)[:columns] + 3
    return y.astype("float32"), (y + random.standard_normal((rows, columns))).astype("float32")


def guesses(*shape):
    """Yes-or-no questions that are answered better than by chance."""
    y = yes_no(*shape)
    return y, np.clip(0.3 * y + grid(*shape) * 0.8, 0, 1).astype("float32")


BINARY = batches(lambda rows: (yes_no(rows), grid(rows, 1)))
GUESSES = batches(lambda rows: guesses(rows, 3))
LABELS = batches(lambda rows: (yes_no(rows, 4), grid(rows, 4)))
TIES = batches(lambda rows: (yes_no(rows, 5), ties(rows, 5)))
CLASSES = batches(lambda rows: (one_hot(rows, 4), softmax(rows, 4)))
NEVER = batches(lambda rows: (np.zeros((rows, 2), "float32"), grid(rows, 2)))
ALWAYS = batches(lambda rows: (np.ones((rows, 2), "float32"), grid(rows, 2)))
LOGITS = batches(lambda rows: (yes_no(rows, 1), (3 * random.standard_normal((rows, 1))).astype("float32")))
REAL = batches(regression)
REAL_ONE = batches(lambda rows: tuple(a[:, :1] for a in regression(rows)))
CONSTANT = batches(lambda rows: (np.full((rows, 2), 2, "float32"), grid(rows, 2)))
PIXELS = batches(lambda rows: (yes_no(rows, 3, 2, 1), grid(rows, 3, 2, 1)), (0.0, 1.0, 2.0))
SEGMENTS = batches(lambda rows: (random.integers(-1, 5, (rows, 3, 2)).astype("int32"), softmax(rows, 3, 2, 4)), (0.0, 1.0, 2.0))
FEW_SEGMENTS = batches(lambda rows: (random.integers(1, 3, (rows, 2)).astype("int32"), softmax(rows, 2, 2)), (1.0,))
HOT_SEGMENTS = batches(lambda rows: (one_hot((rows, 3), 4), softmax(rows, 3, 4)), (0.0, 1.0, 2.0))

PLACES = batches(lambda rows: (random.integers(0, 4, (rows, 3)).astype("int32"), softmax(rows, 3, 4)), (0.0, 1.0, 2.0))

NO_THRESHOLD, NO_CLASS = -1e10, -1.0
AUC = {"num_thresholds": 200.0, "curve": 0.0, "summation_method": 0.0, "multi_label": 0.0, "from_logits": 0.0}
CHOICE = {"threshold": 0.5, "top_k": 0.0, "class_id": NO_CLASS}
TOP = {"threshold": NO_THRESHOLD, "top_k": 2.0, "class_id": NO_CLASS}
F = {"average": 1.0, "threshold": NO_THRESHOLD}
R2 = {"class_aggregation": 0.0, "num_regressors": 0.0}
FOUR = {"num_classes": 4.0, "ignore_class": NO_CLASS}

METRICS = [
    *[(name, {"threshold": t}, data) for name in ("TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives")
      for t, data in ((0.5, BINARY), (0.25, LABELS))],
    *[(name, config, data) for name in ("Precision", "Recall") for config, data in (
        (CHOICE, BINARY), (CHOICE, LABELS), (CHOICE | {"threshold": 0.25}, LABELS), (CHOICE | {"class_id": 2.0}, LABELS),
        (TOP, CLASSES), (TOP, TIES), (TOP | {"threshold": 0.5, "top_k": 3.0}, TIES), (TOP | {"class_id": 1.0}, CLASSES),
        (CHOICE, NEVER), (CHOICE, ALWAYS), (CHOICE | {"threshold": 0.0}, LOGITS))],
    *[("F1Score", F | {"average": a, "threshold": t}, data) for a in (0.0, 1.0, 2.0)
      for t, data in ((NO_THRESHOLD, CLASSES), (NO_THRESHOLD, TIES), (0.5, LABELS), (0.5, NEVER))],
    *[("FBetaScore", F | {"average": a, "beta": b}, CLASSES) for a in (0.0, 1.0, 2.0) for b in (0.5, 2.0)],
    *[("AUC", AUC | {"curve": c, "summation_method": s}, data) for c in (0.0, 1.0, 2.0) for s in (0.0, 1.0, 2.0)
      for data in (GUESSES, BINARY)],
    *[("AUC", AUC | {"num_thresholds": n}, GUESSES) for n in (2.0, 3.0, 17.0)],
    *[("AUC", AUC | {"curve": c}, data) for c in (0.0, 1.0, 2.0) for data in (NEVER, ALWAYS)],
    ("AUC", AUC | {"from_logits": 1.0}, LOGITS),
    *[("AUC", AUC | {"multi_label": m, "curve": c} | weights, GUESSES) for m in (0.0, 1.0) for c in (0.0, 1.0)
      for weights in ({}, {"label_weights_0": 1.0, "label_weights_1": 2.0, "label_weights_2": 0.5})],
    *[(name, {setting: value, "num_thresholds": n, "class_id": id}, GUESSES)
      for name, setting in (("SensitivityAtSpecificity", "specificity"), ("SpecificityAtSensitivity", "sensitivity"),
                            ("PrecisionAtRecall", "recall"), ("RecallAtPrecision", "precision"))
      for value in (0.3, 0.8, 1.0) for n, id in ((200.0, NO_CLASS), (50.0, 1.0))],
    *[("R2Score", R2 | {"class_aggregation": a, "num_regressors": r}, REAL) for a in (0.0, 1.0) for r in (0.0, 4.0, 56.0, 99.0)],
    ("R2Score", R2, REAL_ONE),
    ("R2Score", R2, CONSTANT),
    ("LogCoshError", {}, REAL),
    ("PearsonCorrelation", {}, REAL),
    ("ConcordanceCorrelation", {}, REAL),
    *[("BinaryIoU", {"threshold": t} | ids, PIXELS) for t in (0.5, 60 / 199)
      for ids in ({}, {"target_class_ids_0": 1.0})],
    ("MeanIoU", FOUR, SEGMENTS),
    ("MeanIoU", FOUR | {"ignore_class": 2.0}, SEGMENTS),
    ("MeanIoU", FOUR, FEW_SEGMENTS),
    ("MeanIoU", FOUR | {"num_classes": 3.0}, SEGMENTS),
    ("IoU", FOUR | {"target_class_ids_0": 3.0, "target_class_ids_1": 0.0}, SEGMENTS),
    ("SparseCategoricalAccuracy", {}, PLACES),
    ("SparseTopKCategoricalAccuracy", {"k": 2.0}, PLACES),
    *[("SparseCategoricalCrossentropy", {"from_logits": f}, PLACES) for f in (0.0, 1.0)],
    ("OneHotMeanIoU", FOUR, HOT_SEGMENTS),
    ("OneHotIoU", FOUR | {"target_class_ids_0": 2.0}, HOT_SEGMENTS),
]

FOCAL = {"gamma": 2.0, "from_logits": 0.0, "label_smoothing": 0.0}
BINARY_FOCAL = FOCAL | {"alpha": 0.25, "apply_class_balancing": 0.0}
CATEGORICAL_FOCAL = FOCAL | {"alpha_0": 0.25}
CIRCLE = {"gamma": 80.0, "margin": 0.4, "remove_diagonal": 1.0}
IMAGES = (yes_no(4, 3, 2, 2), random.random((4, 3, 2, 2)).astype("float32"))
CERTAIN = np.array([[1, 0, 1], [0, 1, 0]], "float32"), np.array([[1, 0, 0.25], [1, 1e-8, 0.999]], "float32")
UNSURE = yes_no(4, 3), random.random((4, 3)).astype("float32")
REAL_LOGITS = (yes_no(4, 3), (3 * random.standard_normal((4, 3))).astype("float32"))
CLASS_LOGITS = (one_hot(4, 3), (2 * random.standard_normal((4, 3))).astype("float32"))
SEQUENCE = (one_hot((4, 2), 3), softmax(4, 2, 3))
NUMBERED = (np.array([2, 0, 1, 1], "int32"), softmax(4, 3))
EMBEDDED = random.standard_normal((7, 3))
EMBEDDED = (np.array([0, 1, 0, 2, 1, 0, 3], "int32"), (EMBEDDED / np.linalg.norm(EMBEDDED, axis=1, keepdims=True)).astype("float32"))

LOSSES = [
    *[("BinaryFocalCrossentropy", BINARY_FOCAL | config, data) for config, data in (
        ({}, GUESSES[0][:2]), ({"gamma": 1.5}, GUESSES[1][:2]), ({"gamma": 0.0}, UNSURE), ({"gamma": 1.0}, CERTAIN), ({}, CERTAIN),
        ({"apply_class_balancing": 1.0}, GUESSES[0][:2]), ({"apply_class_balancing": 1.0, "alpha": 0.9, "label_smoothing": 0.1}, CERTAIN),
        ({"from_logits": 1.0}, REAL_LOGITS), ({"from_logits": 1.0, "label_smoothing": 0.2}, REAL_LOGITS))],
    *[("CategoricalFocalCrossentropy", CATEGORICAL_FOCAL | config, data) for config, data in (
        ({}, CLASSES[0][:2]), ({"gamma": 0.5}, CLASSES[1][:2]), ({"gamma": 0.0}, SEQUENCE), ({}, SEQUENCE),
        ({"alpha_0": 0.1, "alpha_1": 0.3, "alpha_2": 0.6}, SEQUENCE), ({"label_smoothing": 0.1}, CLASSES[0][:2]),
        ({"from_logits": 1.0, "alpha_0": 0.5}, CLASS_LOGITS))],
    *[("CategoricalGeneralizedCrossEntropy", {"q": q}, data) for q in (0.5, 0.9) for data in (NUMBERED, PLACES[0][:2])],
    *[("SparseCategoricalCrossentropy", {"from_logits": f}, PLACES[0][:2]) for f in (0.0, 1.0)],
    *[("Dice", config, IMAGES) for config in ({}, {"axis_0": 1.0, "axis_1": 2.0, "axis_2": 3.0}, {"axis_0": -1.0}, {"axis_0": 0.0, "axis_1": 1.0, "axis_2": 2.0})],
    ("Dice", {}, (np.zeros((3, 2), "float32"), np.zeros((3, 2), "float32"))),
    *[("Tversky", {"alpha": a, "beta": b} | axes, IMAGES) for a, b in ((0.5, 0.5), (0.3, 0.7))
      for axes in ({}, {"axis_0": 1.0, "axis_1": 2.0})],
    *[("Circle", CIRCLE | config, EMBEDDED) for config in ({}, {"gamma": 5.0, "margin": 0.25}, {"gamma": 5.0, "remove_diagonal": 0.0})],
    ("Circle", CIRCLE, (np.array([0, 0, 1, 1], "int32"), np.array([[1, 0], [0.8, 0.6], [-1, 0], [0, 1]], "float32"))),
]

CURVES = ("ROC", "PR", "PRGAIN")
SUMMATIONS = ("interpolation", "minoring", "majoring")
AVERAGES = ("micro", "macro", "weighted")
AGGREGATIONS = ("uniform_average", "variance_weighted_average")


def arguments(name, config):
    """Keras' arguments, of which some are names, whole numbers, yes or no, lists, or not set."""
    whole = ("k", "top_k", "class_id", "num_thresholds", "num_regressors", "num_classes", "ignore_class")
    kinds = {
        "curve": lambda v: CURVES[int(v)], "summation_method": lambda v: SUMMATIONS[int(v)], "average": lambda v: AVERAGES[int(v)],
        "class_aggregation": lambda v: AGGREGATIONS[int(v)],
        **dict.fromkeys(("multi_label", "from_logits", "apply_class_balancing", "remove_diagonal"), bool), **dict.fromkeys(whole, int),
    }
    unset = {"threshold": NO_THRESHOLD, "top_k": 0, "class_id": NO_CLASS, "ignore_class": NO_CLASS}
    lists = {"alpha": float, "axis": int, "label_weights": float, "target_class_ids": int}
    kwargs = {}
    for key, value in config.items():
        stem, _, place = key.rpartition("_")
        if place.isdigit() and stem in lists:
            kwargs.setdefault(stem, []).append(lists[stem](value))
        elif unset.get(key) != value:
            kwargs[key] = kinds.get(key, float)(value)
    if "alpha_0" in config and "alpha_1" not in config:
        kwargs["alpha"], = kwargs["alpha"]
    if "threshold" in kwargs and name not in ("F1Score", "FBetaScore", "BinaryIoU"):
        kwargs["thresholds"] = kwargs.pop("threshold")
    if name in ("IoU", "MeanIoU"):
        kwargs["sparse_y_pred"] = False
    return kwargs


def data(name, config, y, x):
    return {"class": name, "config": config, "shape": list(x.shape), "x": numbers(x), "targets_shape": list(y.shape),
            "targets": numbers(y), "integers": y.dtype == np.int32}


def batch(y, x, weights):
    return {"shape": list(x.shape), "x": numbers(x), "targets_shape": list(y.shape), "targets": numbers(y),
            "integers": y.dtype == np.int32, "weights": numbers(weights)}


def metric_case(name, config, all):
    """The metric of all rows alike, and of rows that count by their weights."""
    keras.utils.clear_session()  # which would number names
    plain, weighted = (getattr(keras.metrics, name)(**arguments(name, config)) for _ in range(2))
    for y, x, weights in all:
        plain.update_state(y, x)
        if name.endswith("IoU") or name.startswith("Sparse"):  # which weigh places, not rows
            places = y.shape[:-1] if name.startswith("OneHot") else y.shape
            weights = np.broadcast_to(weights.reshape(-1, *[1] * (len(places) - 1)), places)
        weighted.update_state(y, x, weights)
    return {"class": name, "config": config, "name": plain.name, "batches": all,
            "value": float(plain.result()), "weighted": float(weighted.result())}


def loss_case(name, config, pair):
    """The loss of a batch whose rows count by their weights."""
    y, x = pair
    weights = random.choice((0.5, 1.0, 2.0), len(x)).astype("float32")
    loss = getattr(keras.losses, name)(**arguments(name, config))
    if loss.call(jnp.array(y), jnp.array(x)).shape in ((), x.shape[:1]):
        of = lambda x: loss(y, x, weights)
    else:  # there is no one value a row, which Keras could weigh
        weights = np.ones(len(x), "float32")
        of = lambda x: loss(y, x)
    return data(name, config, y, x) | {"weights": numbers(weights), "value": float(of(x)), "gradient": numbers(jax.grad(of)(jnp.array(x)))}


names, sets = {}, []


def known(all):
    """Data sets are written once, and named by their place."""
    if id(all) not in names:
        names[id(all)] = len(sets)
        sets.append([batch(*each) for each in all])
    return names[id(all)]


metrics = [case | {"batches": known(case["batches"])} for case in (metric_case(*each) for each in METRICS)]
golden = {
    "keras": keras.__version__, "jax": jax.__version__, "sets": sets, "metrics": metrics,
    "losses": [loss_case(*case) for case in LOSSES],
}
lines = [f'"{key}": ' + (json.dumps(value) if isinstance(value, str) else "[\n" + ",\n".join(map(json.dumps, value)) + "\n]")
         for key, value in golden.items()]
pathlib.Path(__file__).with_name("metrics.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
