"""Writes keras.json: what Keras itself prints, for the tests of nnlib.

    python -m venv venv && venv/bin/pip install keras==3.15.1 jax==0.10.2
    KERAS_BACKEND=jax COLUMNS=80 venv/bin/python golden.py

The models have the same names in models_test.go.
"""

import contextlib
import io
import json
import pathlib
import time
from unittest import mock

import keras
import numpy as np
from keras import layers


def sequential(name, *stack):
    keras.utils.clear_session()
    return keras.Sequential([make() for make in stack], name=name)


def inputs(*shape):
    return lambda: keras.Input(shape)


def dense(units, activation=None, **settings):
    return lambda: layers.Dense(units, activation=activation, **settings)


def flatten():
    return layers.Flatten()


def dropout(rate):
    return lambda: layers.Dropout(rate)


def functional():
    keras.utils.clear_session()
    wide, deep = keras.Input((5,), name="wide"), keras.Input((6,), name="deep")
    shared = layers.Dense(6, activation="relu")
    deep_twice = shared(shared(deep))
    out, aux = layers.Dense(1, name="out")(deep_twice), layers.Dense(1, name="aux")(wide)
    return keras.Model([wide, deep], [out, aux], name="shared")


def chain():
    keras.utils.clear_session()
    x = keras.Input((4,))
    h = layers.Dense(3)(x)
    return keras.Model(x, layers.Dense(2)(h), name="chain")


def branches():
    """Branches of unlike length, so that Keras' order of layers shows."""
    keras.utils.clear_session()
    unused, a, b = keras.Input((3,), name="unused"), keras.Input((4,), name="a"), keras.Input((5,), name="b")
    h = layers.Dense(6)(a)
    h = layers.Dense(7)(h)
    g = layers.Dense(8)(b)
    return keras.Model([unused, a, b], [g, h, layers.Dense(9)(h)], name="branches")


MODELS = {
    "mnist": lambda: sequential(
        "mnist", inputs(28, 28), flatten, dense(300, "relu"), dense(100, "relu"), dense(10, "softmax")
    ),
    "dropout": lambda: sequential(
        "dropout", inputs(784), dropout(0.2), dense(300, "relu"), dropout(0.5), dense(10, "softmax", use_bias=False)
    ),
    "long_names": lambda: sequential(
        "long_names",
        inputs(28, 28, 1),
        lambda: layers.Flatten(name="flatten_the_image_into_one_row"),
        lambda: layers.Dense(8, name="a_name_that_is_longer_than_the_column_is_wide"),
        lambda: layers.Dense(8, name="exactly_twenty_three_ch"),
        lambda: layers.Dense(8, name="exactly_twenty_four_char"),
        lambda: layers.Dense(8, name="two words and a few more of them"),
    ),
    "big": lambda: sequential("big", inputs(2_000), dense(50_000, kernel_initializer="zeros")),
    "many_axes": lambda: sequential("many_axes", inputs(1000, 1000, 1000, 2), dense(1)),
    "shared": functional,
    "chain": chain,
    "branches": branches,
}

OPTIMIZERS = {
    "Adam": lambda: keras.optimizers.Adam(),
    "SGD": lambda: keras.optimizers.SGD(),
    "SGD with momentum": lambda: keras.optimizers.SGD(momentum=0.9),
}


def text(model):
    lines = []
    model.summary(print_fn=lambda line, **_: lines.append(line))
    return "\n".join(lines)


def summaries():
    result = []
    for name, make in MODELS.items():
        result.append({"model": name, "optimizer": "", "optimizer_params": 0, "text": text(make())})
    for name, make in OPTIMIZERS.items():
        model = MODELS["mnist"]()
        model.compile(make(), "sparse_categorical_crossentropy")
        result.append({"model": "mnist", "optimizer": name, "optimizer_params": 0, "text": text(model)})
        model.fit(np.zeros((4, 28, 28)), np.zeros(4, int), verbose=0)
        count = int(sum(np.prod(v.shape) for v in model.optimizer.variables))
        result.append({"model": "mnist", "optimizer": name, "optimizer_params": count, "text": text(model)})
    return result


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self):
        self.now = 1000.0

    def time(self):
        return self.now


def bar(verbose, steps, first, at, elapsed, logs, final):
    """One line of Keras' progress bar: its first step ends at `first` seconds, step `at` at `elapsed`."""
    clock, out = Clock(), io.StringIO()
    with mock.patch.object(time, "time", clock.time):
        progress = keras.utils.Progbar(steps, verbose=verbose, interval=0, stateless_metrics=set())
        if first is not None:
            clock.now = 1000.0 + first
            with contextlib.redirect_stdout(io.StringIO()):
                progress.update(1, [], finalize=False)
            progress._prev_total_width = 0
        clock.now = 1000.0 + elapsed
        with contextlib.redirect_stdout(out):
            progress.update(at, list(logs.items()), finalize=final)
        per_step = (elapsed - first) / (at - 1) if first is not None and at > 1 else elapsed / at if at else 0
    return {
        "verbose": verbose,
        "steps": steps,
        "at": at,
        "elapsed": elapsed,
        "per_step": per_step,
        "logs": {k: repr(v) for k, v in logs.items()},
        "final": final,
        "text": out.getvalue().replace("\b", ""),
    }


def bars():
    fit = {"accuracy": 0.91234567, "loss": 0.31236}
    validated = fit | {"val_accuracy": 0.95, "val_loss": 1.7}
    tiny = {"a": 0.001, "b": 0.00100001, "c": -0.002, "d": -0.0002, "loss": 1e-12, "z": 0.0}
    wild = {"loss": float("nan"), "other": float("inf"), "third": float("-inf"), "vast": 123456789.0}
    cases = [(1, 1719, 0.5, 1, 0.5, fit, False), (1, 1719, 0.5, 85, 0.9, fit, False)]
    for at in (1, 17, 42, 800, 1718):
        cases.append((1, 1719, 0.2, at, 0.2 + at * 0.00234, fit, False))
    cases += [
        (1, 1719, 0.5, 1719, 4.4, validated, True),
        (1, 1719, 0.5, 1719, 4.5, validated, True),
        (1, 1, None, 1, 0.03, {}, True),
        (1, 3, 1.0, 3, 2.004, validated | {"learning_rate": 0.0005}, True),
        (1, 10, 5.0, 2, 12.0, fit, False),
        (1, 100, 5.0, 2, 12.0, fit, False),
        (1, 1000, 5.0, 2, 12.0, fit, False),
        (1, 999, 5.0, 2, 12.2, fit, False),
        (1, 100_000, 0.001, 50_000, 0.8, fit, False),
        (1, 10, 0.5, 10, 9.5, tiny, True),
        (1, 10, 0.5, 10, 9.51, wild, True),
        (2, 1719, 0.5, 1719, 4.4, validated, True),
        (2, 10, 0.5, 10, 9.5, tiny, True),
        (2, 1, None, 1, 0.0004, fit, True),
    ]
    return [bar(*case) for case in cases]


if __name__ == "__main__":
    golden = {"keras": keras.__version__, "summaries": summaries(), "bars": bars()}
    path = pathlib.Path(__file__).with_name("keras.json")
    path.write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n")
