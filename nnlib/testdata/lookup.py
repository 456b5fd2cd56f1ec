"""Writes lookup.json: what Keras' layers that look up, and that learn bins, compute, for the tests of nnlib and of package exec.

    python lookup.py

Needs keras==3.15.1, jax==0.10.2 and tensorflow-cpu==2.21.0, without which Keras has no lookup.
"""
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np


def numbers(array):
    return [float(value) for value in np.asarray(array, "float32").ravel()]


IDS = np.array([[12, 36, 12], [0, 7, -5], [36, 36, 36]])


def integer_case(mode, mask, x):
    config = {"vocabulary": [12, 36, -5], "mask_token": mask, "output_mode": mode}
    y = np.asarray(keras.layers.IntegerLookup(**config)(x))
    return {"layer": {"class_name": "IntegerLookup", "name": "layer", "config": config}, "shape": list(x.shape), "x": numbers(x),
            "weights": [], "shapes": [], "parameters": 0, "y": numbers(y), "output": list(y.shape[1:]),
            "scale": numbers(np.ones(y.shape)), "gradients": [numbers(np.zeros(x.shape))]}


WORDS = "the cat and the dog and the bird saw a cat a".split()


def string_case(vocabulary, mask):
    layer = keras.layers.StringLookup(vocabulary=vocabulary, mask_token=mask)
    places = [int(i) for i in layer(np.array(WORDS + ["", "[UNK]"]))]
    return {"vocabulary": vocabulary, "mask": mask, "words": WORDS + ["", "[UNK]"], "places": places, "size": layer.vocabulary_size(),
            "all": layer.get_vocabulary()}


def vocabulary_case(words, most):
    layer = keras.layers.StringLookup(max_tokens=None if most is None else most + 1)
    layer.adapt(np.array(words))
    return {"words": words, "most": most or 0, "vocabulary": layer.get_vocabulary()[1:]}


def bins_case(count, bins):
    values = (np.sin(np.arange(count) * 1.7) * 10 + np.arange(count) % 5).astype("float32")
    layer = keras.layers.Discretization(num_bins=bins)
    layer.adapt(values)
    return {"values": numbers(values), "bins": bins, "boundaries": numbers(layer.bin_boundaries)}


def adapt_case(axis, shape):
    x = np.random.default_rng(3).normal(size=shape).astype("float32") * 3 + np.arange(shape[-1])
    layer = keras.layers.Normalization(axis=axis)
    layer.adapt(x)
    return {"axis": axis or [], "shape": list(shape), "x": numbers(x), "weights": [numbers(v.value) for v in layer.weights],
            "y": numbers(layer(x)), "parameters": layer.count_params()}


golden = {
    "keras": keras.__version__,
    "integers": [integer_case(mode, mask, x) for mode in ("int", "one_hot", "multi_hot", "count") for mask in (None, 0) for x in (IDS, IDS[:, :1])],
    "strings": [string_case(["cat", "the", "dog"], mask) for mask in (None, "")],
    "vocabularies": [vocabulary_case(WORDS, most) for most in (None, 3)],
    "adapts": [adapt_case([-1], (7, 3)), adapt_case([1], (5, 2, 3)), adapt_case([1, 2], (5, 2, 3)), adapt_case(None, (5, 2, 3))],
    "bins": [bins_case(count, bins) for count in (8, 60, 250, 1000) for bins in (2, 3, 10)],
}
lines = [f'"{key}": ' + (json.dumps(value) if isinstance(value, str) else "[\n" + ",\n".join(map(json.dumps, value)) + "\n]")
         for key, value in golden.items()]
pathlib.Path(__file__).with_name("lookup.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
