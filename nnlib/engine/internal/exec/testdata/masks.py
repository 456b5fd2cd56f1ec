"""Writes masks.json: what Keras' layers make of inputs with masks, and trainings where masks reach the loss, for the tests of package exec.

    python masks.py

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
from keras.src import backend

RANDOM = np.random.default_rng(9)


def numbers(array):
    return [float(str(value)) for value in np.asarray(array, "float32").ravel()]


def array(values):
    return None if values is None else {"shape": list(values.shape), "values": numbers(values)}


def draw(*shape):
    return RANDOM.normal(size=shape).astype("float32")


# Padding behind, in the middle, in front.
MASK = np.array([[1, 1, 1, 0, 0], [1, 0, 1, 1, 1], [0, 0, 1, 1, 0]], bool)
OTHER = np.array([[1, 1, 1, 1, 1], [0, 1, 0, 1, 0], [0, 0, 0, 1, 0]], bool)
ROWS = np.array([1, 0, 1], bool)

ZEROS, ONES = {"class_name": "Zeros"}, {"class_name": "Ones"}
LINEAR, TANH = {"class_name": "linear"}, {"class_name": "tanh"}
AFFINE = {"center": True, "scale": True, "beta_initializer": ZEROS, "gamma_initializer": ONES, "epsilon": 1e-3}
BATCH = AFFINE | {"moving_mean_initializer": ZEROS, "moving_variance_initializer": ONES, "momentum": 0.6}
DENSE = {"units": 2, "activation": TANH, "use_bias": True, "kernel_initializer": ZEROS, "bias_initializer": ZEROS}
POOL = {"pool_size": [2], "strides": [2], "padding": "valid"}
LSTM = {"units": 3, "activation": TANH, "recurrent_activation": {"class_name": "sigmoid"}, "kernel_initializer": ZEROS, "recurrent_initializer": ZEROS, "bias_initializer": ZEROS, "use_bias": True, "unit_forget_bias": True, "return_sequences": True}
CONV = {"filters": 2, "kernel_size": [2], "strides": [1], "padding": "valid", "dilation_rate": [1], "groups": 1,
        "activation": TANH, "use_bias": True, "kernel_initializer": ZEROS, "bias_initializer": ZEROS}

X = draw(3, 5, 4)

# Class, configuration as package spec writes it, inputs, masks.
CASES = [
    ("Dense", DENSE, [X], [MASK]),
    ("Dense", DENSE, [draw(3, 4)], [ROWS]),
    ("Activation", {"activation": {"class_name": "silu"}}, [X], [MASK]),
    ("ReLU", {"max_value": None, "negative_slope": 0.0, "threshold": 0.0}, [X], [MASK]),
    ("LeakyReLU", {"negative_slope": 0.3}, [X], [MASK]),
    ("ELU", {"alpha": 0.7}, [X], [MASK]),
    ("PReLU", {"alpha_initializer": ZEROS, "shared_axes": [1]}, [X], [MASK]),
    # Keras' Softmax wants a mask with all of its input's axes.
    ("Softmax", {"axis": -1}, [draw(3, 5)], [MASK]),
    ("Softmax", {"axis": -1}, [draw(3, 5)], [np.array([[0, 0, 0, 0, 0], [1, 1, 1, 1, 1], [0, 1, 0, 0, 1]], bool)]),
    ("Softmax", {"axis": 1}, [X], [np.stack([MASK, OTHER, ~MASK, MASK], -1)]),
    ("Flatten", {}, [X], [MASK]),
    ("Reshape", {"target_shape": [5, 2, 2]}, [X], [MASK]),
    ("Permute", {"dims": [2, 1]}, [X], [MASK]),
    ("RepeatVector", {"n": 3}, [draw(3, 4)], [ROWS]),
    ("ActivityRegularization", {"l1": 0.1, "l2": 0.2}, [X], [MASK]),
    ("Dropout", {"rate": 0.5}, [X], [MASK]),
    ("SpatialDropout1D", {"rate": 0.5}, [X], [MASK]),
    ("SpatialDropout2D", {"rate": 0.5}, [draw(3, 5, 2, 2)], [MASK]),
    ("AlphaDropout", {"rate": 0.5}, [X], [MASK]),
    ("GaussianDropout", {"rate": 0.5}, [X], [MASK]),
    ("GaussianNoise", {"stddev": 0.5}, [X], [MASK]),
    ("BatchNormalization", BATCH | {"axis": -1}, [X], [MASK]),
    ("BatchNormalization", BATCH | {"axis": 1}, [X], [OTHER]),
    ("BatchNormalization", BATCH | {"axis": -1}, [draw(3, 4)], [ROWS]),
    ("LayerNormalization", AFFINE | {"axis": [-1]}, [X], [MASK]),
    ("GroupNormalization", AFFINE | {"axis": -1, "groups": 2}, [X], [MASK]),
    ("RMSNormalization", {"axis": [-1], "epsilon": 1e-3}, [X], [MASK]),
    ("UnitNormalization", {"axis": [-1]}, [X], [MASK]),
    ("Normalization", {"axis": [-1], "mean": [1.0, 0.0, -1.0, 2.0], "variance": [1.0, 4.0, 1.0, 2.0], "invert": False}, [X], [MASK]),
    ("Rescaling", {"scale": 0.5, "offset": 1.0}, [X], [MASK]),
    ("Conv1D", CONV, [X], [MASK]),
    ("MaxPooling1D", POOL, [X], [MASK]),
    ("AveragePooling1D", POOL, [X], [MASK]),
    ("GlobalAveragePooling1D", {"keepdims": False}, [X], [MASK]),
    ("GlobalAveragePooling1D", {"keepdims": True}, [X], [OTHER]),
    ("GlobalMaxPooling1D", {"keepdims": False}, [X], [MASK]),
    ("GlobalAveragePooling2D", {"keepdims": False}, [draw(3, 5, 2, 2)], [MASK]),
    ("GlobalMaxPooling2D", {"keepdims": False}, [draw(3, 5, 2, 2)], [MASK]),
    ("ZeroPadding2D", {"padding": [[1, 0], [0, 1]]}, [draw(3, 5, 2, 2)], [MASK]),
    ("Cropping2D", {"cropping": [[1, 0], [0, 1]]}, [draw(3, 5, 2, 2)], [MASK]),
    ("UpSampling2D", {"size": [1, 2], "interpolation": "nearest"}, [draw(3, 5, 2, 2)], [MASK]),
    ("TimeDistributed", {"layer": {"class_name": "Dense", "name": "inner", "config": DENSE}}, [X], [MASK]),
    ("TimeDistributed", {"layer": {"class_name": "GlobalAveragePooling1D", "name": "inner", "config": {"keepdims": False}}},
     [draw(3, 2, 5, 4)], [np.stack([MASK, OTHER], 1)]),
    *[(name, {}, [draw(3, 5, 4), draw(3, 5, 4)], masks)
      for name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum") for masks in ([MASK, OTHER], [None, OTHER])],
    ("Add", {}, [draw(3, 5, 4), draw(3, 5, 4), draw(3, 5, 4)], [MASK, None, OTHER]),
    *[(name, {}, [draw(3, 5, 4), draw(3, 5, 4), draw(3, 5, 4)], masks)
      for name in ("Multiply", "Maximum", "Minimum") for masks in ([MASK, OTHER, ~MASK], [MASK, None, OTHER], [MASK, OTHER, None])],
    ("Multiply", {}, [draw(3, 5, 4), draw(3, 1, 4)], [MASK, ROWS[:, None]]),
    *[("Concatenate", {"axis": axis}, [draw(3, 5, 4), draw(3, 5, 4)], masks)
      for axis in (-1, 2, 1, -2) for masks in ([MASK, OTHER], [None, MASK], [MASK, None])],
    ("Concatenate", {"axis": 1}, [draw(3, 5, 2), draw(3, 1, 2), draw(3, 5, 2)], [MASK, None, OTHER]),
    ("Concatenate", {"axis": -1}, [draw(3, 4), draw(3, 2)], [ROWS, ~ROWS]),
    ("Concatenate", {"axis": -1}, [draw(3, 5, 4), draw(3, 5, 4)], [None, None]),
    ("Dot", {"axes": [-1, -1], "normalize": False}, [draw(3, 5, 4), draw(3, 5, 4)], [MASK, OTHER]),
    ("ZeroPadding1D", {"padding": [1, 2]}, [X], [MASK]),
    ("Cropping1D", {"cropping": [1, 2]}, [X], [MASK]),
    ("UpSampling1D", {"size": 2}, [X], [MASK]),
]


def keyword(name, value):
    """Keras' argument for a setting."""
    if name == "layer":
        return made(value["class_name"], value["config"])
    if isinstance(value, dict) and name.endswith("activation"):
        return value["class_name"]
    if isinstance(value, dict):
        return getattr(keras.initializers, value["class_name"])()
    return tuple(value) if name == "axes" else value


def made(name, config):
    return getattr(keras.layers, name)(**{key: keyword(key, value) for key, value in config.items()})


def start(layer):
    """Weights that tell all of them apart; variances above 0."""
    for variable in layer.weights:
        value = draw(*variable.shape) * 0.7
        variable.assign(np.abs(value) + 0.5 if "variance" in variable.path else value)


def case(number, name, config, inputs, masks, training=False):
    """Output, its mask, and derivatives of Σ y·scale by inputs and trainable weights."""
    layer = made(name, config)
    keywords = {"training": training} if name == "BatchNormalization" else {}
    call = lambda xs: layer(xs if len(xs) > 1 else xs[0], **keywords)
    call([jnp.array(x) for x in inputs])
    start(layer)
    weights = [v.value for v in layer.weights]

    def run(xs, trainable):
        with backend.StatelessScope(state_mapping=list(zip(layer.trainable_variables, trainable))) as scope:
            for x, mask in zip(xs, masks):
                if mask is not None:
                    backend.set_keras_mask(x, mask)
            y = call(xs)
            after = [scope.get_current_value(v) for v in layer.weights]
            return y, backend.get_keras_mask(y), [v.value if a is None else a for v, a in zip(layer.weights, after)]

    xs, trainable = [jnp.array(x) for x in inputs], [v.value for v in layer.trainable_variables]
    y, mask, after = run(xs, trainable)
    scale = draw(*y.shape)
    by_x, by_weights = jax.grad(lambda xs, w: jnp.sum(run(xs, w)[0] * scale), (0, 1))(xs, trainable)
    return {
        "name": f"{number} {name}{' training' if training else ''}", "layer": {"class_name": name, "name": "layer", "config": config}, "training": training,
        "xs": [array(x) for x in inputs], "masks": [array(m) for m in masks], "weights": [array(w) for w in weights],
        "parameters": layer.count_params(), "scale": array(scale), "y": array(y), "mask": array(mask),
        "gradients": [array(g) for g in [*by_x, *by_weights]], "after": [array(a) for a in after],
    }


def cases():
    found = []
    for number, (name, *rest) in enumerate(CASES):
        for training in (False, True) if name == "BatchNormalization" else (False,):
            found.append(case(number, name, *rest, training=training))
    return found


class Graph:
    """A functional model in Keras and as package spec writes it."""

    def __init__(self, name, inputs, layers, outputs):
        self.tensors, self.layers, self.nodes, self.weights = {}, [], [], []
        for at, shape in inputs.items():
            self.add(at, "InputLayer", {"shape": shape}, [], keras.Input(shape, name=at))
        for at, kind, config, *befores in layers:
            if isinstance(config, Graph):
                layer, config = config.model, {"model": config.spec}
            else:
                layer = made(kind, config)
            xs = [self.tensors[b][0] for b in befores]
            y = layer(xs if len(xs) > 1 else xs[0])
            self.weights += layer.weights
            self.add(at, kind, config, befores, y)
        of = lambda names: [self.tensors[n][1] for n in names]
        self.spec = {"name": name, "class_name": "Functional", "seed": 1, "layers": self.layers, "nodes": self.nodes, "inputs": of(inputs), "outputs": of(outputs)}
        ins = [self.tensors[n][0] for n in inputs]
        self.model = keras.Model(ins if len(ins) > 1 else ins[0], self.tensors[outputs[0]][0])

    def add(self, at, kind, config, befores, y):
        node = {"layer": len(self.layers), "inputs": [self.tensors[b][1] for b in befores], "shape": list(y.shape[1:])}
        self.tensors[at] = y, len(self.nodes)
        self.layers.append({"class_name": kind, "name": at, "config": config})
        self.nodes.append(node)


def fit(name, graph, xs, y, loss):
    """Three epochs, not shuffled, on 10 rows in batches of 4, the last one short; 6 rows to validate."""
    model = graph.model
    start(model)
    before = [numbers(v.value) for v in graph.weights]
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss=loss)
    some = lambda a, b: ([x[a:b] for x in xs], y[a:b])
    history = model.fit(*some(0, 10), validation_data=some(10, 16), epochs=3, batch_size=4, shuffle=False, verbose=0).history
    return {
        "name": name, "model": graph.spec, "xs": [array(x) for x in xs], "y": array(y), "integers": bool(y.dtype == np.int32), "before": before,
        "history": {key: [float(v) for v in values] for key, values in history.items()}, "after": [numbers(v.value) for v in graph.weights],
        "predictions": numbers(model.predict(xs, batch_size=4, verbose=0)),
    }


def embedding(size):
    return {"input_dim": 7, "output_dim": size, "mask_zero": True, "embeddings_initializer": ZEROS}


def words(*shape):
    """Class numbers of which many are padding, but not all of a row."""
    drawn = RANDOM.integers(1, 7, shape) * (RANDOM.random(shape) < 0.6)
    drawn[:, 1] = RANDOM.integers(1, 7, shape[0])
    return drawn.astype("float32")


def fits():
    two = Graph("two", {"a": [5], "b": [3]}, [
        ("left", "Embedding", embedding(4), "a"), ("right", "Embedding", embedding(4), "b"), ("join", "Concatenate", {"axis": 1}, "left", "right"),
        ("lstm", "LSTM", LSTM, "join"), ("norm", "BatchNormalization", BATCH | {"axis": -1}, "lstm"),
        ("out", "Dense", DENSE | {"units": 3, "activation": {"class_name": "softmax"}}, "norm")], ["out"])
    mean = Graph("mean", {"a": [5]}, [
        ("embedding", "Embedding", embedding(4), "a"), ("pool", "GlobalAveragePooling1D", {"keepdims": False}, "embedding"),
        ("out", "Dense", DENSE | {"units": 1, "activation": LINEAR}, "pool")], ["out"])
    inner = Graph("inner", {"x": [5, 4]}, [("dense", "Dense", DENSE | {"units": 4}, "x"), ("norm", "LayerNormalization", AFFINE | {"axis": [-1]}, "dense")], ["norm"])
    sum_ = Graph("sum", {"a": [5], "b": [5]}, [
        ("left", "Embedding", embedding(4), "a"), ("right", "Embedding", embedding(4), "b"), ("inner", "Functional", inner, "left"),
        ("add", "Add", {}, "inner", "right"), ("out", "Dense", DENSE | {"units": 1, "activation": LINEAR}, "add")], ["out"])
    a, b, c = words(16, 5), words(16, 3), words(16, 5)
    return [
        fit("joined", two, [a, b], RANDOM.integers(0, 3, (16, 8)).astype("int32"), "sparse_categorical_crossentropy"),
        fit("pooled", mean, [a], draw(16, 1), "mse"),
        fit("added", sum_, [a, c], draw(16, 5, 1), "mse"),
    ]


golden = {"keras": keras.__version__, "jax": jax.__version__, "layers": cases(), "fits": fits()}
lines = [f'"{key}": ' + (json.dumps(value) if isinstance(value, str) else "[\n" + ",\n".join(map(json.dumps, value)) + "\n]")
         for key, value in golden.items()]
pathlib.Path(__file__).with_name("masks.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
