"""Writes conv.json: summaries and settings of convolutional models in Keras, for conv_test.go.

    python -m venv venv && venv/bin/pip install keras==3.15.1 jax==0.10.2
    KERAS_BACKEND=jax COLUMNS=80 venv/bin/python conv.py
"""
import json
import pathlib

import keras
from keras import layers as L


def model(name, *stack):
    keras.utils.clear_session()
    return keras.Sequential([make() for make in stack], name=name)


MODELS = [
    model(
        "digits",
        lambda: keras.Input((28, 28, 1)),
        lambda: L.Conv2D(32, 3, activation="relu"),
        lambda: L.MaxPooling2D(2),
        lambda: L.Conv2D(64, (3, 5), padding="same", strides=2, use_bias=False, groups=2),
        lambda: L.AveragePooling2D((1, 2), strides=1, padding="same"),
        lambda: L.DepthwiseConv2D(3, depth_multiplier=2, padding="same"),
        lambda: L.SeparableConv2D(16, 3, dilation_rate=2),
        lambda: L.Conv2DTranspose(8, 3, strides=2, padding="same", output_padding=1),
        lambda: L.ZeroPadding2D(1),
        lambda: L.Cropping2D(((1, 0), (2, 1))),
        lambda: L.UpSampling2D((1, 2), interpolation="bilinear"),
        lambda: L.GlobalAveragePooling2D(keepdims=True),
        lambda: L.GlobalMaxPooling2D(),
    ),
    model(
        "series",
        lambda: keras.Input((50, 3)),
        lambda: L.Conv1D(8, 3, padding="causal", dilation_rate=2, activation="relu"),
        lambda: L.MaxPooling1D(2),
        lambda: L.Conv1D(8, 3, strides=2),
        lambda: L.AveragePooling1D(3, padding="same"),
        lambda: L.GlobalMaxPooling1D(keepdims=True),
        lambda: L.GlobalAveragePooling1D(),
    ),
    model(
        "more_series",
        lambda: keras.Input((50, 3)),
        lambda: L.ZeroPadding1D((1, 2)),
        lambda: L.DepthwiseConv1D(3, depth_multiplier=2, padding="same", activation="relu"),
        lambda: L.SeparableConv1D(16, 3, dilation_rate=2),
        lambda: L.Conv1DTranspose(8, 3, strides=2, padding="same", output_padding=1),
        lambda: L.Cropping1D(1),
        lambda: L.UpSampling1D(2),
        lambda: L.SeparableConv1D(4, 3, strides=2, use_bias=False),
    ),
]


def text(model):
    lines = []
    model.summary(print_fn=lambda line, **_: lines.append(line))
    return "\n".join(lines)


def settings(layer):
    """Lists and numbers and words of the layer's configuration."""
    return {name: value for name, value in layer.get_config().items() if name not in ("name", "dtype", "data_format")}


golden = {
    "keras": keras.__version__,
    "models": [{"model": m.name, "text": text(m), "layers": [settings(layer) for layer in m.layers]} for m in MODELS],
}
pathlib.Path(__file__).with_name("conv.json").write_text(json.dumps(golden, ensure_ascii=False, default=str) + "\n")
