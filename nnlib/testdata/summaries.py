"""Writes summaries.json: how Keras prints nested and frozen models, for summary_test.go.

    KERAS_BACKEND=jax python summaries.py

Needs keras==3.15.1 and jax==0.10.2.
"""
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"
import keras

L = keras.layers


def text(model, **options):
    lines = []
    model.summary(print_fn=lambda line, line_break=True: lines.append(line), line_length=76, **options)
    return "\n".join(lines)


encoder = keras.Sequential([L.Input((8,)), L.Dense(4, name="a"), L.Dense(2, name="b")], name="encoder")
encoder.trainable = False
deep = keras.Sequential([L.Input((2,)), L.Dense(3, name="c")], name="deep")
mid = keras.Sequential([L.Input((2,)), deep, L.Dense(4, name="d")], name="mid")
x = keras.Input((8,), name="x")
nested = keras.Model(x, L.Dense(8, name="decoder")(mid(encoder(x))), name="nested")

wide, other = keras.Input((5,), name="wide"), keras.Input((6,), name="other")
first = L.Dense(30, name="first", trainable=False)
h = L.Dense(30, name="second")(first(other))
branches = keras.Model([wide, other], [L.Dense(1, name="out")(L.Concatenate()([wide, h])), L.Dense(1, name="aux")(h)], name="branches")

options = {"plain": {}, "expand": {"expand_nested": True}, "trainable": {"show_trainable": True},
           "both": {"expand_nested": True, "show_trainable": True}}
texts = {model.name: {name: text(model, **o) for name, o in options.items()} for model in [nested, branches]}
pathlib.Path(__file__).with_name("summaries.json").write_text(json.dumps({"keras": keras.__version__, "texts": texts}, indent=1, ensure_ascii=False) + "\n")
