"""Writes functional.json: how Keras trains a model of two inputs and two outputs,
with weights of losses, rows and classes, for functional_test.go.

    KERAS_BACKEND=jax python functional.py

Needs keras==3.15.1 and jax==0.10.2.
"""
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np

L = keras.layers
random = np.random.default_rng(5)
numbers = lambda array: [float(value) for value in np.asarray(array, "float64").ravel()]
weights_of = lambda model: [{"shape": w.shape, "values": numbers(w)} for w in model.get_weights()]

x = random.normal(size=(100, 8)).astype("float32")
price = (x[:, 0] - x[:, 5] * x[:, 6] + 0.1 * random.normal(size=100)).astype("float32")
kind = (x[:, 2] > 0.5).astype("int32") + (x[:, 7] > 0).astype("int32")
counts = random.uniform(0, 2, 100).astype("float32")
train, valid = slice(0, 75), slice(75, 100)

keras.utils.set_random_seed(1)
wide, deep = keras.Input((5,), name="wide"), keras.Input((6,), name="deep")
h = L.Dense(30, activation="relu", name="second")(L.Dense(30, activation="relu", name="first")(deep))
out = L.Dense(1, name="out")(L.Concatenate()([wide, h]))
aux = L.Dense(3, activation="softmax", name="aux")(h)
model = keras.Model([wide, deep], [out, aux])
start = weights_of(model)
model.compile(optimizer=keras.optimizers.Adam(0.01), loss={"out": "mse", "aux": "sparse_categorical_crossentropy"},
              loss_weights={"out": 0.9, "aux": 0.1},
              metrics={"out": [keras.metrics.MeanAbsoluteError()], "aux": [keras.metrics.SparseCategoricalAccuracy()]},
              weighted_metrics={"out": [keras.metrics.MeanAbsoluteError()]})
part = lambda rows: ([x[rows, :5], x[rows, 2:]], [price[rows], kind[rows]], [counts[rows], counts[rows]])
inputs, targets, weights = part(train)
history = model.fit(inputs, targets, sample_weight=weights, validation_data=part(valid), batch_size=8, epochs=5, shuffle=False, verbose=0)
inputs, targets, weights = part(valid)
functional = {"weights": start, "history": history.history,
              "evaluated": model.evaluate(inputs, targets, sample_weight=weights, verbose=0, return_dict=True),
              "out": numbers(model.predict(inputs, verbose=0)[0]), "aux": numbers(model.predict(inputs, verbose=0)[1])}

keras.utils.set_random_seed(2)
model = keras.Sequential([L.Input((8,)), L.Dense(6, activation="tanh"), L.Dense(3, activation="softmax")])
start = weights_of(model)
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="sparse_categorical_crossentropy", metrics=["accuracy"], weighted_metrics=[keras.metrics.SparseCategoricalCrossentropy()])
history = model.fit(x[train], kind[train], validation_data=(x[valid], kind[valid]), class_weight={0: 0.5, 2: 4.0},
                    batch_size=8, epochs=3, shuffle=False, verbose=0)
classes = {"weights": start, "history": history.history}

pathlib.Path(__file__).with_name("functional.json").write_text(json.dumps({
    "keras": keras.__version__, "x": [numbers(row) for row in x], "price": numbers(price), "kind": kind.tolist(), "counts": numbers(counts),
    "functional": functional, "classes": classes}) + "\n")
