"""Writes conv.json: convolutions, poolings and what goes with them, as Keras computes them.

    KERAS_BACKEND=jax MNIST_DIR=.../GoMNIST/data python conv.py

Needs keras==3.15.1 and jax==0.10.2. Inputs, weights and the factors of the outputs in the sum whose gradients
are taken come from lcg, by which the tests make them too; of the results, all digits of float32 are kept.
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

L = keras.layers


def numbers(array):
    return [float(f"{value:.9g}") for value in np.asarray(array, "float32").ravel()]


def lcg(shape, limit, state):
    """A linear congruential generator's numbers within ±limit."""
    values = np.empty(int(np.prod(shape)), "float32")
    for i in range(values.size):
        state = (1664525 * state + 1013904223) % 2**32
        values[i] = np.float32((state / 2**32 * 2 - 1) * limit)
    return values.reshape(shape)


ACTIVATIONS = {"linear": {}, "relu": {}, "tanh": {}}
SETTINGS = ["filters", "kernel_size", "strides", "padding", "dilation_rate", "groups", "output_padding", "depth_multiplier",
            "activation", "use_bias", "pool_size", "keepdims", "cropping", "size", "interpolation"]


def config_of(layer):
    """The layer's configuration, with an activation as nnlib writes it."""
    config = {name: value for name, value in layer.get_config().items() if name in SETTINGS and value is not None}
    if isinstance(layer, L.MaxPooling2D | L.AveragePooling2D | L.MaxPooling1D | L.AveragePooling1D):
        config["strides"] = layer.strides
    if "activation" in config:
        config["activation"] = {"class_name": config["activation"]}
    return json.loads(json.dumps(config))


def case(layer, shape, ties=False):
    """ties: rounded, so that many values are equal."""
    x = lcg((2, *shape), 1, 1)
    if ties:
        x = np.round(x * 2) / 2
    layer.build((None, *shape))
    weights = [lcg(tuple(w.shape), 0.5, 2 + i) for i, w in enumerate(layer.weights)]
    y = layer.stateless_call(weights, [], x)[0]
    factors = lcg(y.shape, 1, 9)
    gradients = jax.grad(lambda w, x: jnp.sum(layer.stateless_call(w, [], x)[0] * factors), argnums=(0, 1))(weights, x)
    return {
        "layer": {"class_name": type(layer).__name__, "name": "layer", "config": config_of(layer)}, "input": list(shape), "ties": ties,
        "parameters": layer.count_params(), "weights": [list(w.shape) for w in layer.weights], "shape": list(y.shape), "y": numbers(y),
        "gradients": [numbers(g) for g in [gradients[1], *gradients[0]]],
    }


def layer_cases():
    yield case(L.Conv1D(3, 3), (6, 2))
    yield case(L.Conv1D(3, 4, strides=2, padding="same", activation="tanh"), (7, 2))
    yield case(L.Conv1D(2, 3, padding="causal", dilation_rate=2), (7, 2))
    yield case(L.Conv1D(4, 2, groups=2, use_bias=False), (5, 4))
    yield case(L.Conv2D(3, 3, activation="relu"), (6, 5, 2))
    yield case(L.Conv2D(3, (2, 4), strides=(2, 1), padding="same"), (5, 6, 2))
    yield case(L.Conv2D(2, 3, strides=2, padding="same", use_bias=False), (6, 7, 1))
    yield case(L.Conv2D(2, (3, 2), dilation_rate=(2, 1)), (6, 5, 2))
    yield case(L.Conv2D(2, 3, dilation_rate=2, padding="same"), (5, 5, 2))
    yield case(L.Conv2D(6, 3, groups=3, activation="tanh"), (5, 4, 6))
    yield case(L.Conv2D(4, 1), (3, 3, 2))
    yield case(L.Conv2D(2, 1, strides=2), (5, 4, 3))
    for settings in [
        {}, {"strides": 2}, {"strides": 3, "activation": "relu"}, {"padding": "same"}, {"strides": 2, "padding": "same"}, {"strides": (1, 2), "padding": "same"},
        {"strides": 2, "output_padding": 1}, {"strides": 3, "output_padding": 2, "padding": "same"},
        {"strides": 3, "output_padding": 0, "padding": "same"}, {"dilation_rate": 2, "use_bias": False}, {"dilation_rate": 2, "padding": "same"},
    ]:
        yield case(L.Conv2DTranspose(2, 3, **settings), (3, 4, 2))
    yield case(L.Conv2DTranspose(2, (2, 4), strides=(3, 2), padding="same"), (3, 2, 2))
    yield case(L.Conv2DTranspose(2, (4, 2), strides=(3, 3)), (2, 3, 2))
    yield case(L.DepthwiseConv2D(3, activation="tanh"), (5, 4, 2))
    yield case(L.DepthwiseConv2D((2, 3), strides=2, padding="same", depth_multiplier=3), (5, 4, 2))
    yield case(L.DepthwiseConv2D(2, dilation_rate=2, use_bias=False), (5, 4, 3))
    yield case(L.SeparableConv2D(4, 3, activation="tanh"), (5, 4, 2))
    yield case(L.SeparableConv2D(3, (2, 3), strides=2, padding="same", depth_multiplier=2), (5, 4, 2))
    yield case(L.SeparableConv2D(3, 2, dilation_rate=2, use_bias=False), (5, 4, 2))
    for settings in [
        {}, {"strides": 2}, {"strides": 3, "activation": "relu"}, {"padding": "same"}, {"strides": 2, "padding": "same"},
        {"strides": 2, "output_padding": 1}, {"strides": 3, "output_padding": 0, "padding": "same"}, {"dilation_rate": 2, "use_bias": False},
    ]:
        yield case(L.Conv1DTranspose(3, 4 if "output_padding" in settings else 3, **settings), (4, 2))
    yield case(L.DepthwiseConv1D(3, activation="tanh"), (6, 2))
    yield case(L.DepthwiseConv1D(2, strides=2, padding="same", depth_multiplier=3), (5, 2))
    yield case(L.DepthwiseConv1D(2, dilation_rate=2, use_bias=False), (5, 3))
    yield case(L.SeparableConv1D(4, 3, activation="tanh"), (6, 2))
    yield case(L.SeparableConv1D(3, 2, strides=2, padding="same", depth_multiplier=2), (5, 2))
    yield case(L.SeparableConv1D(3, 2, dilation_rate=2, use_bias=False), (5, 2))
    for ties in [False, True]:
        yield case(L.MaxPooling1D(2), (7, 2), ties)
        yield case(L.MaxPooling1D(3, strides=2, padding="same"), (8, 2), ties)
        yield case(L.MaxPooling2D(2), (5, 6, 2), ties)
        yield case(L.MaxPooling2D((2, 3), strides=(1, 2)), (5, 6, 2), ties)
        yield case(L.MaxPooling2D(3, padding="same"), (7, 5, 2), ties)
        yield case(L.MaxPooling2D(2, strides=2, padding="same"), (5, 4, 1), ties)
        yield case(L.GlobalMaxPooling1D(), (5, 3), ties)
        yield case(L.GlobalMaxPooling2D(keepdims=True), (4, 3, 2), ties)
    yield case(L.AveragePooling1D(2), (7, 2))
    yield case(L.AveragePooling1D(3, strides=2, padding="same"), (8, 2))
    yield case(L.AveragePooling2D(2), (5, 6, 2))
    yield case(L.AveragePooling2D((3, 2), strides=(2, 1), padding="same"), (6, 5, 2))
    yield case(L.GlobalAveragePooling1D(keepdims=True), (5, 3))
    yield case(L.GlobalAveragePooling2D(), (4, 3, 2))
    yield case(L.GlobalMaxPooling1D(keepdims=True), (5, 3))
    yield case(L.ZeroPadding1D((1, 2)), (3, 2))
    yield case(L.Cropping1D((1, 2)), (5, 2))
    yield case(L.UpSampling1D(3), (4, 2))
    yield case(L.ZeroPadding2D(((1, 0), (2, 3))), (3, 2, 2))
    yield case(L.Cropping2D(((1, 0), (2, 1))), (4, 5, 2))
    yield case(L.UpSampling2D((2, 3)), (3, 2, 2))
    yield case(L.UpSampling2D((2, 3), interpolation="bilinear"), (3, 2, 2))
    yield case(L.UpSampling2D(4, interpolation="bilinear"), (1, 3, 2))


def idx(name):
    with gzip.open(pathlib.Path(os.environ["MNIST_DIR"]) / name) as file:
        data = file.read()
    return np.frombuffer(data, "uint8", offset=4 + 4 * data[3])


def fit_case():
    """Three epochs on 600 digits, 8c3-p2-16c3-p2-dense10, SGD with momentum, batch 32, not shuffled.

    Not Adam: it takes steps of full length where a gradient is nothing but rounding, so that Keras in float32 ends 1.5e-4 away
    from Keras in float64.
    """
    x = idx("train-images-idx3-ubyte.gz")[: 700 * 784].reshape(-1, 28, 28, 1) * np.float32(1 / 255)
    y = idx("train-labels-idx1-ubyte.gz")[:700].astype("int32")
    model = keras.Sequential([
        L.Input((28, 28, 1)), L.Conv2D(8, 3, activation="relu"), L.MaxPooling2D(2), L.Conv2D(16, 3, activation="relu"), L.MaxPooling2D(2),
        L.Flatten(), L.Dense(10, activation="softmax"),
    ])
    model.set_weights([lcg(tuple(w.shape), 0.01 if len(w.shape) == 1 else np.sqrt(6 / np.sum(fans(w.shape))), i + 1) for i, w in enumerate(model.weights)])
    model.compile(optimizer=keras.optimizers.SGD(0.02, momentum=0.9), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x[:600], y[:600], validation_data=(x[600:], y[600:]), epochs=3, batch_size=32, shuffle=False, verbose=0)
    return {"history": {name: [float(v) for v in values] for name, values in history.history.items()},
            "predictions": numbers(model.predict(x[600:603], verbose=0))}


def fans(shape):
    window = int(np.prod(shape[:-2]))
    return window * shape[-2], window * shape[-1]


golden = {"keras": keras.__version__, "jax": jax.__version__, "layers": list(layer_cases()), "fit": fit_case()}
pathlib.Path(__file__).with_name("conv.json").write_text(json.dumps(golden) + "\n")
