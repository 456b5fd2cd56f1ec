"""Writes merge.json: what Keras' merging layers make of their inputs, with gradients.

    KERAS_BACKEND=jax python merge.py

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

L = keras.layers
random = np.random.default_rng(3)


def numbers(array):
    return [float(value) for value in np.asarray(array, "float32").ravel()]


def values(*shape):
    """Multiples of a quarter, so that maxima have ties."""
    return (random.integers(-8, 9, shape) / 4).astype("float32")


def case(name, config, layer, *inputs):
    call = lambda xs: layer(list(xs))
    y = call([jnp.array(x) for x in inputs])
    scale = random.normal(size=y.shape).astype("float32")
    gradients = jax.grad(lambda xs: jnp.sum(call(xs) * scale))([jnp.array(x) for x in inputs])
    return {"class": name, "config": config, "inputs": [{"shape": x.shape, "values": numbers(x)} for x in inputs],
            "shape": y.shape, "y": numbers(y), "scale": numbers(scale), "gradients": [numbers(g) for g in gradients]}


two, three = lambda: [values(3, 4), values(3, 4)], lambda: [values(3, 4), values(3, 4), values(3, 4)]
cases = [
    case("Add", {}, L.Add(), *three()), case("Add", {}, L.Add(), values(3, 4), values(3, 1)),
    case("Add", {}, L.Add(), values(3, 2, 4), values(3, 4)),
    case("Subtract", {}, L.Subtract(), *two()), case("Multiply", {}, L.Multiply(), *three()),
    case("Average", {}, L.Average(), *three()), case("Maximum", {}, L.Maximum(), *two()), case("Minimum", {}, L.Minimum(), *two()),
    case("Concatenate", {"axis": -1}, L.Concatenate(), values(3, 4), values(3, 2)),
    case("Concatenate", {"axis": 1}, L.Concatenate(axis=1), values(3, 4, 2), values(3, 1, 2), values(3, 2, 2)),
    case("Dot", {"axes": [1, 1], "normalize": False}, L.Dot(axes=1), values(3, 4), values(3, 4)),
    case("Dot", {"axes": [1, 1], "normalize": True}, L.Dot(axes=1, normalize=True), values(3, 4), values(3, 4)),
    case("Dot", {"axes": [2, 1], "normalize": False}, L.Dot(axes=(2, 1)), values(3, 5, 4), values(3, 4, 2)),
    case("Dot", {"axes": [-1, -1], "normalize": True}, L.Dot(axes=-1, normalize=True), values(3, 5, 4), values(3, 2, 4)),
]
pathlib.Path(__file__).with_name("merge.json").write_text(json.dumps({"keras": keras.__version__, "cases": cases}, indent=1) + "\n")
