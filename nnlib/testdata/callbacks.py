"""Writes callbacks.json: what Keras' callbacks and fit do, for the tests of nnlib.

    pip install keras==3.15.1 jax==0.10.2
    KERAS_BACKEND=jax python callbacks.py

The models, data and weights are made the same way in callbacks_golden_test.go.
"""
import json
import os
import pathlib
import random
import tempfile

os.environ["KERAS_BACKEND"] = "jax"
import keras
import numpy as np
from keras import callbacks


def lcg(count, limit, state):
    values = []
    for _ in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values.append((state / 2**32 * 2 - 1) * limit)
    return np.array(values, "float32")


X, Y = lcg(60 * 4, 1, 3).reshape(60, 4), lcg(60, 1, 4).reshape(60, 1)
VALIDATION = X[40:], Y[40:]


def start(rate):
    """4-8-1 from fixed weights, compiled with SGD."""
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, "tanh"), keras.layers.Dense(1)])
    model.set_weights([lcg(int(np.prod(w.shape)), 0.8, i + 1).reshape(w.shape) for i, w in enumerate(model.weights)])
    model.compile(keras.optimizers.SGD(rate), "mse", metrics=["mae"])
    return model


def walk(seed, count):
    """A value that falls, with noise, and stays where it is now and then."""
    chance, value, values = random.Random(seed), 1.0, []
    for _ in range(count):
        value += chance.choice([-0.2, -0.1, -0.05, 0, 0, 0.05, 0.1])
        values.append(round(value, 3))
    return values


EARLY = [
    {}, {"patience": 1}, {"patience": 3}, {"patience": 2, "min_delta": 0.07}, {"patience": 2, "mode": "max"},
    {"patience": 1, "baseline": 0.6}, {"patience": 2, "start_from_epoch": 4}, {"patience": 2, "baseline": 0.9, "mode": "max", "min_delta": 0.01},
]
PLATEAU = [
    {"patience": 1}, {"patience": 2, "factor": 0.5}, {"patience": 0, "factor": 0.5, "cooldown": 2}, {"patience": 1, "min_delta": 0.07},
    {"patience": 1, "factor": 0.3, "min_lr": 0.02}, {"patience": 2, "cooldown": 1, "mode": "max", "factor": 0.5},
]


def early(settings, seed):
    callback, model, values = callbacks.EarlyStopping(**settings), start(0.1), walk(seed, 15)
    callback.set_model(model)
    model.stop_training = False
    callback.on_train_begin()
    for epoch, value in enumerate(values):
        callback.on_epoch_end(epoch, {"val_loss": value})
        if model.stop_training:
            break
    return {"settings": settings, "values": values, "last": epoch, "stopped": model.stop_training, "best": callback.best, "best_epoch": callback.best_epoch}


def plateau(settings, seed):
    callback, model, values, rates = callbacks.ReduceLROnPlateau(**settings), start(0.1), walk(seed, 15), []
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, value in enumerate(values):
        callback.on_epoch_end(epoch, {"val_loss": value})
        rates.append(float(model.optimizer.learning_rate.numpy()))
    return {"settings": settings, "values": values, "rates": rates}


def fit(name, rate=0.3, **settings):
    model = start(rate)
    history = model.fit(X[:40], Y[:40], batch_size=8, shuffle=False, verbose=0, **settings)
    return name, {"history": history.history, "epochs": history.epoch, "weights": [float(v) for w in model.get_weights() for v in w.ravel()]}


def checkpoints(folder):
    return sorted(path.name.removesuffix(".weights.h5") for path in pathlib.Path(folder).iterdir())


class Crash(callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if epoch == 3:
            raise KeyboardInterrupt


def backup(folder):
    """Interrupted after the fourth epoch, whose backup is there, and taken up by a new model."""
    folder, settings = pathlib.Path(folder, "backup"), dict(batch_size=8, epochs=6, shuffle=False, verbose=0)
    try:
        start(0.3).fit(X[:40], Y[:40], callbacks=[callbacks.BackupAndRestore(folder), Crash()], **settings)
    except KeyboardInterrupt:
        pass
    model = start(0.3)
    history = model.fit(X[:40], Y[:40], callbacks=[callbacks.BackupAndRestore(folder)], **settings)
    return {"history": history.history, "epochs": history.epoch, "weights": [float(v) for w in model.get_weights() for v in w.ravel()],
            "removed": not folder.exists()}


def batches():
    model, trained, tested = start(0.3), [], []
    for i in range(5):
        trained.append([float(v) for v in model.train_on_batch(X[8 * i:8 * i + 8], Y[8 * i:8 * i + 8])])
        tested.append([float(v) for v in model.test_on_batch(*VALIDATION)])
    return {"trained": trained, "tested": tested, "predicted": [float(v) for v in model.predict_on_batch(X[:3]).ravel()]}


with tempfile.TemporaryDirectory() as folder:
    best, every, log = f"{folder}/best", f"{folder}/every", f"{folder}/log.csv"
    os.mkdir(best), os.mkdir(every)
    valid = dict(validation_data=VALIDATION)
    fits = dict([
        fit("plain", epochs=4, **valid),
        fit("early stopping", rate=0.5, epochs=30, callbacks=[callbacks.EarlyStopping(patience=3, restore_best_weights=True)], **valid),
        fit("early stopping to the end", epochs=5, callbacks=[callbacks.EarlyStopping(patience=9, restore_best_weights=True)], **valid),
        fit("plateau", rate=0.5, epochs=18, callbacks=[callbacks.ReduceLROnPlateau(factor=0.5, patience=2)], **valid),
        fit("scheduler", epochs=4, callbacks=[callbacks.LearningRateScheduler(lambda epoch, rate: rate if epoch < 2 else rate * 0.5)]),
        fit("validation frequency", epochs=5, validation_freq=2, **valid),
        fit("steps per epoch", epochs=5, steps_per_epoch=2),
        fit("validation steps", epochs=2, validation_steps=2, validation_batch_size=6, **valid),
        fit("nan", rate=1e18, epochs=5, callbacks=[callbacks.TerminateOnNaN()]),
        fit("log", epochs=2, callbacks=[callbacks.CSVLogger(log)]),
        fit("log again", epochs=2, callbacks=[callbacks.CSVLogger(log, append=True)]),
        fit("checkpoints", epochs=8, callbacks=[
            callbacks.ModelCheckpoint(best + "/{epoch:02d}-{val_loss:.2f}.weights.h5", save_best_only=True, save_weights_only=True),
            callbacks.ModelCheckpoint(every + "/{epoch}.weights.h5", save_weights_only=True)], **valid),
    ])
    golden = {
        "keras": keras.__version__,
        "early": [early(settings, seed) for settings in EARLY for seed in range(4)],
        "plateau": [plateau(settings, seed) for settings in PLATEAU for seed in range(4)],
        "fits": fits,
        "log": open(log, newline="").read(),
        "best": checkpoints(best), "every": checkpoints(every),
        "backup": backup(folder),
        "batches": batches(),
    }
text = json.dumps(golden, indent=None)
pathlib.Path(__file__).with_name("callbacks.json").write_text(text.replace('"early":', '\n"early":').replace("}, {", "},\n{").replace("}, \"", "},\n\"") + "\n")
