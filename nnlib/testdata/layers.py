"""Writes layers.json: the summaries that Keras prints of models with all layers of layers_test.go.

    KERAS_BACKEND=jax COLUMNS=80 python layers.py

Needs keras==3.15.1 and jax==0.10.2.
"""
import json
import pathlib

import keras
import numpy as np
from keras import layers


def normalized():
    return keras.Sequential([
        keras.Input((4, 6)), layers.Permute((2, 1)), layers.Reshape((3, -1)), layers.Dense(6, activation="gelu"),
        layers.BatchNormalization(), layers.ReLU(), layers.SpatialDropout1D(0.1), layers.LayerNormalization(axis=[1, 2]), layers.LeakyReLU(),
        layers.GroupNormalization(2), layers.ELU(), layers.RMSNormalization(), layers.PReLU(shared_axes=[1]), layers.UnitNormalization(),
        layers.GaussianNoise(0.1), layers.Flatten(), layers.GaussianDropout(0.1), layers.BatchNormalization(scale=False), layers.Activation("mish"),
        layers.AlphaDropout(0.1), layers.ActivityRegularization(0.01), layers.RepeatVector(2), layers.Softmax(axis=1),
    ], name="normalized")


def preprocessed():
    normalization = layers.Normalization()
    normalization.adapt(np.array([[0, 1], [2, 5]], "float32"))
    return keras.Sequential([
        keras.Input((2,)), normalization, layers.Rescaling(0.5, 1), layers.Discretization([0.0, 1.0]),
        layers.CategoryEncoding(3, output_mode="one_hot"), layers.Activation("linear"),
    ], name="preprocessed")


def summary(make):
    keras.utils.clear_session()
    model = make()
    lines = []
    model.summary(print_fn=lambda line, **_: lines.append(line))
    return {"model": model.name, "text": "\n".join(lines)}


golden = {"keras": keras.__version__, "summaries": [summary(make) for make in (normalized, preprocessed)]}
pathlib.Path(__file__).with_name("layers.json").write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n")
