"""Writes layers.json: what Keras' layers, activations, regularizers and constraints compute, for the tests of package exec.

    python layers.py

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


# The corners of all activations are among these.
CORNERS = np.array([[-90, -4, -3, -1, -0.5, -1e-3, 0, 0], [1e-3, 0.5, 0.5, 1, 2, 3, 6, 90]], "float32")
SCALE = np.array([[1, -2, 3, -4, 5, -6, 7, 8], [7, 6, -5, 4, -3, 2, 1, -2]], "float32")

ACTIVATIONS = [
    *[(name, {}) for name in (
        "relu6", "softplus", "softsign", "silu", "mish", "exponential", "hard_sigmoid", "hard_silu", "log_sigmoid", "hard_tanh",
        "tanh_shrink", "sparse_plus", "sparse_sigmoid", "log_softmax", "sparsemax", "glu")],
    *[("celu", {"alpha": alpha}) for alpha in (1.0, 0.5)],
    *[(name, {"threshold": threshold}) for name in ("soft_shrink", "hard_shrink") for threshold in (0.5, 2.0)],
    ("threshold", {"threshold": 0.5, "default_value": -7.0}),
    *[("squareplus", {"b": b}) for b in (4.0, 1.0)],
]


def sparsemax(x):
    """The definition: the nearest probabilities. Keras 3.15.1 sums up cumulative sums, and its values do not add up to 1."""
    rows = []
    for row in x:
        sizes = [n for n in range(1, len(row) + 1) if 1 + n * np.sort(jax.lax.stop_gradient(row))[-n] > np.sum(np.sort(jax.lax.stop_gradient(row))[-n:])]
        rows.append(jnp.maximum(row - (jnp.sum(jnp.sort(row)[-max(sizes):]) - 1) / max(sizes), 0))
    return jnp.stack(rows)


def activation_case(name, config):
    f = lambda x: getattr(keras.activations, name)(x, **config)
    x = CORNERS
    if name == "exponential":
        x = np.clip(x, -90, 6)
    if name == "sparsemax":
        x = np.array([[0.1, 0.2, 0.3, 0.4, 0.25, 0, -1, 0.4], [-9, 2, 1.5, 1.1, 2, 1.75, -2, 0]], "float32")
        assert np.allclose(f(x[:, :1]), sparsemax(jnp.array(x[:, :1]))) and not np.allclose(np.sum(f(x), -1), 1)
        f = sparsemax
    scale = SCALE[:, :4] if name == "glu" else SCALE
    gradient = jax.vjp(f, jnp.array(x))[1](jnp.array(scale))[0]
    return {"class": name, "config": config, "shape": list(x.shape), "x": numbers(x), "scale": numbers(scale),
            "y": numbers(f(jnp.array(x))), "gradient": numbers(gradient)}


KERNEL = np.array([[1, -2, 0], [0.5, 3, 0], [-1e-3, 0.25, 0], [0.1, 0, 0]], "float32")
WINDOW = np.arange(-9, 15, dtype="float32").reshape(2, 2, 2, 3) / 8

REGULARIZERS = [
    ("L1", {"l1": 0.1}, KERNEL),
    ("L2", {"l2": 0.1}, KERNEL),
    ("L1L2", {"l1": 0.1, "l2": 0.2}, WINDOW),
    ("OrthogonalRegularizer", {"factor": 0.1, "columns": 0.0}, KERNEL + 0.1),
    ("OrthogonalRegularizer", {"factor": 0.1, "columns": 1.0}, KERNEL[:, :2]),
]


def regularizer(name, config):
    keywords = dict(config)
    if "columns" in keywords:
        keywords["mode"] = "columns" if keywords.pop("columns") else "rows"
    return getattr(keras.regularizers, name)(**keywords)


def regularizer_case(name, config, x):
    f = regularizer(name, config)
    return {"class": name, "config": config, "shape": list(x.shape), "x": numbers(x), "value": float(f(jnp.array(x))),
            "gradient": numbers(jax.grad(f)(jnp.array(x)))}


AXES = {"axis": 0.0, "axis_1": 1.0, "axis_2": 2.0}
CONSTRAINTS = [
    ("MaxNorm", {"max_value": 2.0, "axis": 0.0}, KERNEL),
    ("MaxNorm", {"max_value": 1.0, "axis": 1.0}, KERNEL),
    ("MaxNorm", {"max_value": 1.5} | AXES, WINDOW),
    ("MaxNorm", {"max_value": 2.0, "axis": 0.0}, KERNEL[1]),
    ("NonNeg", {}, KERNEL),
    ("UnitNorm", {"axis": 0.0}, KERNEL),
    ("UnitNorm", {"axis": -1.0}, WINDOW),
    ("MinMaxNorm", {"min_value": 1.0, "max_value": 2.0, "rate": 1.0, "axis": 0.0}, KERNEL),
    ("MinMaxNorm", {"min_value": 1.0, "max_value": 2.0, "rate": 0.25, "axis": 1.0}, KERNEL),
]


def constraint(name, config):
    keywords = {key: value for key, value in config.items() if not key.startswith("axis")}
    axes = [int(value) for key, value in config.items() if key.startswith("axis")]
    if axes:
        keywords["axis"] = axes[0] if len(axes) == 1 else axes
    return getattr(keras.constraints, name)(**keywords)


def constraint_case(name, config, x):
    f = constraint(name, config)
    return {"class": name, "config": config, "shape": list(x.shape), "x": numbers(x), "y": numbers(f(jnp.array(x)))}


INITIALIZERS = [("Identity", {"gain": 2.0}, (3, 4)), ("Constant", {"value": 0.25}, (2,)), ("Zeros", {}, (2,)), ("Ones", {}, (2,))]


def initializer_case(name, config, shape):
    return {"class": name, "config": config, "shape": list(shape), "y": numbers(getattr(keras.initializers, name)(**config)(shape))}


MODES, SPREADS = ("fan_in", "fan_out", "fan_avg"), ("truncated_normal", "normal", "uniform")
DRAWING = [
    *[(name, {}) for name in ("GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal", "LecunUniform", "LecunNormal")],
    ("RandomUniform", {"minval": 1.0, "maxval": 3.0}), ("RandomNormal", {"mean": 1.0, "stddev": 0.1}), ("TruncatedNormal", {"mean": 1.0, "stddev": 0.1}),
    *[("VarianceScaling", {"scale": 3.0, "mode": mode, "distribution": spread}) for mode in range(3) for spread in range(3)],
]


def statistics(name, config):
    """Of 60,000 values that an initializer draws; the largest distance from their mean where there is a bound."""
    settings = dict(config, seed=1)
    if "mode" in config:
        settings |= {"mode": MODES[config["mode"]], "distribution": SPREADS[config["distribution"]]}
    drawn = np.asarray(getattr(keras.initializers, name)(**settings)((300, 200)), "float64")
    bounded = name != "RandomNormal" and config.get("distribution") != 1
    return {"class": name, "config": config, "shape": [300, 200], "mean": drawn.mean(), "deviation": drawn.std(),
            "most": np.abs(drawn - drawn.mean()).max() if bounded else 0.0}


ZEROS, ONES = {"class_name": "Zeros"}, {"class_name": "Ones"}
AFFINE = {"center": True, "scale": True, "beta_initializer": ZEROS, "gamma_initializer": ONES}
BATCH = AFFINE | {"moving_mean_initializer": ZEROS, "moving_variance_initializer": ONES, "epsilon": 1e-3}
CATEGORIES = np.array([[0, 1, 1], [3, 2, -7], [2, 2, 2]], "float32")

# Class, configuration as package spec writes it, and the shape of a row or the input itself.
LAYERS = [
    ("Dense", {"units": 4, "activation": {"class_name": "glu"}, "use_bias": True, "kernel_initializer": ONES, "bias_initializer": ZEROS}, (3, 5)),
    ("Activation", {"activation": {"class_name": "silu"}}, (4,)),
    *[("ReLU", {"max_value": most, "negative_slope": slope, "threshold": threshold}, CORNERS)
      for most in (None, 3.0, 6.0) for slope in (0.0, 0.5) for threshold in (0.0, 0.5)],
    ("LeakyReLU", {"negative_slope": 0.3}, CORNERS),
    ("ELU", {"alpha": 0.7}, CORNERS),
    *[("Softmax", {"axis": axis}, (3, 4)) for axis in (-1, 1)],
    ("PReLU", {"alpha_initializer": ZEROS, "shared_axes": None}, CORNERS),
    ("PReLU", {"alpha_initializer": ZEROS, "shared_axes": [1, 2]}, (2, 3, 4)),
    ("Reshape", {"target_shape": [3, 4]}, (2, 6)),
    ("Reshape", {"target_shape": [2, -1, 2]}, (12,)),
    ("Permute", {"dims": [2, 3, 1]}, (2, 3, 4)),
    ("RepeatVector", {"n": 3}, (4,)),
    ("ActivityRegularization", {"l1": 0.1, "l2": 0.2}, (4,)),
    ("BatchNormalization", BATCH | {"axis": -1, "momentum": 0.99}, (5,)),
    ("BatchNormalization", BATCH | {"axis": 1, "momentum": 0.6, "center": False}, (3, 2, 2)),
    ("BatchNormalization", BATCH | {"axis": -1, "momentum": 0.6, "scale": False, "epsilon": 0.1}, (3, 2)),
    ("LayerNormalization", AFFINE | {"axis": [-1], "epsilon": 1e-3}, (3, 4)),
    ("LayerNormalization", AFFINE | {"axis": [1, 2], "epsilon": 0.1, "center": False}, (3, 4)),
    ("LayerNormalization", AFFINE | {"axis": [2, 3], "epsilon": 1e-3, "scale": False}, (2, 3, 2)),
    ("GroupNormalization", AFFINE | {"groups": 2, "axis": -1, "epsilon": 1e-3}, (3, 4)),
    ("GroupNormalization", AFFINE | {"groups": -1, "axis": -1, "epsilon": 1e-3}, (3, 2, 2)),
    ("GroupNormalization", AFFINE | {"groups": 3, "axis": 1, "epsilon": 0.1, "center": False}, (6, 2)),
    ("RMSNormalization", {"axis": [-1], "epsilon": 1e-6}, (3, 4)),
    ("RMSNormalization", {"axis": [1, 2], "epsilon": 0.1}, (3, 4)),
    *[("UnitNormalization", {"axis": axis}, (3, 4)) for axis in ([-1], [1, 2])],
    ("Rescaling", {"scale": 0.5, "offset": -1.0}, (4,)),
    *[("Normalization", {"axis": axis, "mean": None, "variance": None, "invert": invert}, (3, 4)) for axis in ([-1], [1, 2], []) for invert in (False, True)],
    *[("Normalization", {"axis": [-1], "mean": [1.0, -2.0], "variance": [4.0, 0.0], "invert": invert}, (3, 2)) for invert in (False, True)],
    ("Normalization", {"axis": [1], "mean": [1.0], "variance": [4.0], "invert": False}, (3, 2)),
    *[("CategoryEncoding", {"num_tokens": 4, "output_mode": mode}, x) for mode in ("one_hot", "multi_hot", "count") for x in (CATEGORIES, CATEGORIES[:, :1])],
    ("CategoryEncoding", {"num_tokens": 4, "output_mode": "one_hot"}, CATEGORIES[:, :2, None]),
    *[("Discretization", {"bin_boundaries": [-1.0, 0.0, 0.5, 6.0], "output_mode": mode}, CORNERS) for mode in ("int", "one_hot", "multi_hot", "count")],
]
MAKERS = {"initializer": lambda name, config: getattr(keras.initializers, name)(**config), "regularizer": regularizer, "constraint": constraint}


def keyword(name, value):
    """Keras' argument for a setting."""
    if isinstance(value, dict) and name == "activation":
        return value["class_name"]
    if isinstance(value, dict):
        return MAKERS[name.rsplit("_", 1)[1]](value["class_name"], value.get("config", {}))
    return value


def made(name, config):
    return getattr(keras.layers, name)(**{key: keyword(key, value) for key, value in config.items()})


def layer_case(name, config, rows):
    random = np.random.default_rng(len(name) + len(str(config)))
    x = rows if isinstance(rows, np.ndarray) else random.normal(size=(3, *rows)).astype("float32")
    layer = made(name, config)
    layer.build(x.shape)
    for variable in layer.weights:
        value = random.normal(size=variable.shape)
        variable.assign(np.abs(value) + 0.1 if "variance" in variable.name else value)
    if name == "Normalization":
        layer.finalize_state()
    before, y = [numbers(v.value) for v in layer.weights], layer(x, training=False) if name == "BatchNormalization" else layer(x)
    scale = random.normal(size=y.shape).astype("float32")

    def gradients(training):
        keywords = {"training": training} if name == "BatchNormalization" else {}
        def f(trainable, x):
            y, _ = layer.stateless_call(trainable, [v.value for v in layer.non_trainable_variables], x, **keywords)
            return jnp.sum(y * scale)
        of_weights, of_x = jax.grad(f, (0, 1))([v.value for v in layer.trainable_variables], jnp.array(x))
        return [numbers(g) for g in (of_x, *of_weights)]

    return {"layer": {"class_name": name, "name": "layer", "config": config}, "shape": list(x.shape), "x": numbers(x), "weights": before,
            "shapes": [list(v.shape) for v in layer.weights], "parameters": layer.count_params(), "y": numbers(y), "output": list(y.shape[1:]),
            "scale": numbers(scale), "gradients": gradients(False), **(trained(layer, x, gradients) if name == "BatchNormalization" else {})}


def trained(layer, x, gradients):
    """What a layer does while training, and what its weights are then."""
    of = gradients(True)
    y = layer(x, training=True)
    return {"training": {"y": numbers(y), "gradients": of, "weights": [numbers(v.value) for v in layer.weights]}}


def thing(name, **config):
    return {"class_name": name, "config": config}


# A model with every kind of penalty and constraint, and with moving means.
BOUNDED = [
    ("Dense", {"units": 5, "activation": {"class_name": "tanh"}, "use_bias": True, "kernel_initializer": ZEROS, "bias_initializer": ZEROS,
               "kernel_regularizer": thing("L2", l2=0.1), "bias_regularizer": thing("L1", l1=0.05), "activity_regularizer": thing("L2", l2=0.02),
               "kernel_constraint": thing("MaxNorm", max_value=1.0, axis=0.0)}),
    ("BatchNormalization", BATCH | {"axis": -1, "momentum": 0.8, "gamma_regularizer": thing("L2", l2=0.1), "beta_constraint": thing("MaxNorm", max_value=0.5, axis=0.0)}),
    ("PReLU", {"alpha_initializer": ZEROS, "alpha_constraint": thing("NonNeg"), "alpha_regularizer": thing("L1L2", l1=0.01, l2=0.01)}),
    ("ActivityRegularization", {"l1": 0.01, "l2": 0.03}),
    ("Dense", {"units": 3, "activation": {"class_name": "linear"}, "use_bias": True, "kernel_initializer": ZEROS, "bias_initializer": ZEROS,
               "kernel_regularizer": thing("OrthogonalRegularizer", factor=0.1, columns=1.0), "kernel_constraint": thing("UnitNorm", axis=0.0),
               "bias_constraint": thing("NonNeg")}),
]


def fit_case():
    """Four epochs on 11 rows, batch 4 and so 3 rows in the last one, not shuffled, with 5 rows to validate."""
    random = np.random.default_rng(1)
    x, y = random.normal(size=(16, 4)).astype("float32"), random.normal(size=(16, 3)).astype("float32")
    model = keras.Sequential([keras.layers.Input((4,)), *[made(*layer) for layer in BOUNDED]])
    for variable in model.weights:
        value = random.normal(size=variable.shape) * 0.7
        variable.assign(np.abs(value) + 0.5 if "variance" in variable.path else value)
    weights = [numbers(v.value) for v in model.weights]
    model.compile(optimizer=keras.optimizers.SGD(0.1, momentum=0.9), loss="mse", metrics=["mae"])
    history = model.fit(x[:11], y[:11], validation_data=(x[11:], y[11:]), epochs=4, batch_size=4, shuffle=False, verbose=0).history
    history = {name.replace("mae", "mean_absolute_error"): [float(v) for v in values] for name, values in history.items()}
    return {"layers": [{"class_name": name, "name": str(i), "config": config} for i, (name, config) in enumerate(BOUNDED)], "x": numbers(x), "y": numbers(y),
            "before": weights, "history": history, "after": [numbers(v.value) for v in model.weights], "predictions": numbers(model.predict(x, verbose=0))}


golden = {
    "keras": keras.__version__, "jax": jax.__version__,
    "activations": [activation_case(*case) for case in ACTIVATIONS],
    "regularizers": [regularizer_case(*case) for case in REGULARIZERS],
    "constraints": [constraint_case(*case) for case in CONSTRAINTS],
    "initializers": [initializer_case(*case) for case in INITIALIZERS],
    "statistics": [statistics(*case) for case in DRAWING],
    "layers": [layer_case(*case) for case in LAYERS],
    "fits": [fit_case()],
}
lines = [f'"{key}": ' + (json.dumps(value) if isinstance(value, str) else "[\n" + ",\n".join(map(json.dumps, value)) + "\n]")
         for key, value in golden.items()]
pathlib.Path(__file__).with_name("layers.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
