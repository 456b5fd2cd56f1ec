"""Writes sequences.json: how Keras pads sequences and numbers classes, for the tests of package nnlib.

    python sequences.py

Needs keras==3.15.1 and jax==0.10.2.
"""
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"
import keras

SEQUENCES = [[1], [2, 3], [4, 5, 6, 7], [], [8, 9, 10]]
CASES = [{"maxlen": length, "padding": padding, "truncating": truncating, "value": value}
         for length in (None, 1, 3, 6) for padding in ("pre", "post") for truncating in ("pre", "post") for value in (0.0, -1.0)]
LABELS = [0, 2, 1, 2]

golden = {
    "keras": keras.__version__, "sequences": SEQUENCES, "labels": LABELS,
    "padded": [case | {"rows": keras.utils.pad_sequences(SEQUENCES, **case).tolist()} for case in CASES],
    "hot": [{"classes": n, "rows": keras.utils.to_categorical(LABELS, n).tolist()} for n in (3, 5)],
}
pathlib.Path(__file__).with_name("sequences.json").write_text(json.dumps(golden) + "\n")
