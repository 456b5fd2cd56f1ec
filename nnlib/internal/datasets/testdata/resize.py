"""Writes resize.json, an image and what Keras' resize makes of it."""
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np

pixels = np.random.RandomState(1).randint(0, 256, (5, 7, 3)).astype("uint8")
resized = []
for size in ((5, 7), (10, 14), (3, 4), (2, 9), (11, 3), (1, 1)):
    made = keras.ops.image.resize(pixels.astype("float32"), size, interpolation="bilinear", antialias=False)
    resized.append({"height": size[0], "width": size[1], "values": np.asarray(made).round(3).ravel().tolist()})
pathlib.Path(__file__).with_name("resize.json").write_text(json.dumps(
    {"keras": keras.__version__, "height": 5, "width": 7, "pixels": pixels.ravel().tolist(), "resized": resized}) + "\n")
