"""Writes augment.json: what Keras' augmenting layers make of images when chance is given.

    KERAS_BACKEND=jax python augment.py

Needs keras==3.15.1 and jax==0.10.2. Images come from conv.py's lcg; where Keras draws numbers, CHANCES take their place.
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
SHAPE = (4, 5, 6, 2)
CHANCES = np.array([[0.1, 0.9, 0.5, 0.7], [0.3, 0.2, 0.95, 0.6]], "float32")


def lcg(shape, limit, state):
    values = np.empty(int(np.prod(shape)), "float32")
    for i in range(values.size):
        state = (1664525 * state + 1013904223) % 2**32
        values[i] = np.float32((state / 2**32 * 2 - 1) * limit)
    return values.reshape(shape)


def numbers(array):
    return [float(f"{value:.9g}") for value in np.asarray(array, "float32").ravel()]


def between(limits, chance):
    return limits[0] + (limits[1] - limits[0]) * chance


def transformation(layer, images):
    """What the layer would have drawn."""
    first, second = (c[:, None] for c in CHANCES)
    common = {"input_shape": images.shape}
    if isinstance(layer, L.RandomFlip):
        return common | {"flips": (CHANCES[0] <= 0.5)[:, None, None, None]}
    if isinstance(layer, L.RandomBrightness):
        return {"rgb_delta": (between(layer.factor, CHANCES[0]) * (layer.value_range[1] - layer.value_range[0]))[:, None, None, None]}
    if isinstance(layer, L.RandomContrast):
        return {"contrast_factor": between((1 - layer.factor[0], 1 + layer.factor[1]), CHANCES[0])[:, None, None, None]}
    if isinstance(layer, L.RandomTranslation):
        height = between((layer.height_lower, layer.height_upper), first) * images.shape[1]
        width = between((layer.width_lower, layer.width_upper), second) * images.shape[2]
        return common | {"translations": jnp.concatenate([width, height], axis=1).astype("float32")}
    if isinstance(layer, L.RandomZoom):
        height = between((1 + layer.height_lower, 1 + layer.height_upper), first)
        width = height if layer.width_factor is None else between((1 + layer.width_lower, 1 + layer.width_upper), second)
        return common | {"height_zoom": jnp.array(height), "width_zoom": jnp.array(width)}
    angle = jnp.array(between(layer.factor, CHANCES[0]) * 360, "float32")
    zeros, ones = jnp.zeros(4), jnp.ones(4)
    matrix = layer._compute_affine_matrix(0.5, 0.5, angle, zeros, zeros, ones, zeros, zeros, images.shape[1], images.shape[2])
    return {"angle": angle, "rotation_matrix": matrix, "image_height": images.shape[1], "image_width": images.shape[2], "batch_size": 4}


def config_of(layer):
    config = {name: getattr(layer, name) for name in ("mode", "fill_mode", "fill_value", "interpolation", "value_range") if hasattr(layer, name)}
    if isinstance(layer, L.RandomBrightness | L.RandomContrast | L.RandomRotation):
        config["factor"] = layer.factor
    if isinstance(layer, L.RandomTranslation | L.RandomZoom):
        config["height_factor"] = (layer.height_lower, layer.height_upper)
        config["width_factor"] = None if layer.width_factor is None else (layer.width_lower, layer.width_upper)
    return json.loads(json.dumps(config))


def case(layer):
    x, factors = lcg(SHAPE, 1, 1), lcg(SHAPE, 1, 9)
    f = lambda x: layer.transform_images(x, transformation(layer, x), training=True)
    return {
        "layer": {"class_name": type(layer).__name__, "name": "layer", "config": config_of(layer)},
        "y": numbers(f(jnp.array(x))), "gradient": numbers(jax.grad(lambda x: jnp.sum(f(x) * factors))(jnp.array(x))),
    }


def cases():
    for mode in ("horizontal", "vertical", "horizontal_and_vertical"):
        yield case(L.RandomFlip(mode))
    yield case(L.RandomBrightness(0.4, value_range=(-2, 2)))
    yield case(L.RandomBrightness((0.1, 0.7), value_range=(-0.6, 0.6)))
    yield case(L.RandomContrast(0.5, value_range=(-2, 2)))
    yield case(L.RandomContrast((0.2, 0.7), value_range=(-0.6, 0.6)))
    for mode in ("reflect", "wrap", "nearest", "constant"):
        for interpolation in ("nearest", "bilinear"):
            settings = {"fill_mode": mode, "interpolation": interpolation, "fill_value": 0.25}
            yield case(L.RandomRotation(0.2, **settings))
            yield case(L.RandomTranslation((-0.3, 1.0), (-0.9, 0.45), **settings))
            yield case(L.RandomZoom((-0.6, 0.87), (0.1, 0.77), **settings))
    yield case(L.RandomZoom(0.5))
    yield case(L.RandomRotation((0.1, 0.9)))


golden = {"keras": keras.__version__, "jax": jax.__version__, "shape": SHAPE, "chances": [numbers(c) for c in CHANCES], "cases": list(cases())}
pathlib.Path(__file__).with_name("augment.json").write_text(json.dumps(golden) + "\n")
