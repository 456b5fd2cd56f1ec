"""Writes training.json: what Keras makes of the settings that all optimizers share, of Ftrl and of schedules,
for the tests of package exec.

    python training.py

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


def numbers(array):
    """The shortest decimals that are these float32."""
    return [float(str(value)) for value in np.asarray(array, "float32").ravel()]


ADAM = {"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
FTRL = {"learning_rate": 0.1, "learning_rate_power": -0.5, "initial_accumulator_value": 0.1, "l1_regularization_strength": 0.0,
        "l2_regularization_strength": 0.0, "l2_shrinkage_regularization_strength": 0.0, "beta": 0.0}

OPTIMIZERS = [
    ("Adam", ADAM | {"amsgrad": 0.0}),
    ("Adam", ADAM | {"amsgrad": 1.0}),
    ("AdamW", ADAM | {"weight_decay": 0.1, "amsgrad": 0.0}),
    ("Nadam", ADAM),
    ("Adamax", ADAM),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.0, "nesterov": 0.0}),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": 1.0}),
    ("RMSprop", {"learning_rate": 0.01, "rho": 0.9, "epsilon": 1e-7, "momentum": 0.9, "centered": 1.0}),
    ("Adagrad", {"learning_rate": 0.1, "initial_accumulator_value": 0.1, "epsilon": 1e-7}),
    ("Adadelta", {"learning_rate": 1.0, "rho": 0.95, "epsilon": 1e-7}),
    ("Lion", {"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.99}),
    ("Ftrl", FTRL),
]

SETTINGS = [
    {"clipnorm": 0.5},
    {"clipvalue": 0.3},
    {"global_clipnorm": 0.5},
    {"weight_decay": 0.2},
    {"use_ema": 1.0, "ema_momentum": 0.9},
    {"use_ema": 1.0, "ema_momentum": 0.5, "ema_overwrite_frequency": 3.0},
    {"gradient_accumulation_steps": 3.0},
    {"gradient_accumulation_steps": 2.0, "use_ema": 1.0, "ema_momentum": 0.8, "ema_overwrite_frequency": 2.0, "weight_decay": 0.1,
     "global_clipnorm": 1.0},
    {"gradient_accumulation_steps": 4.0, "clipvalue": 0.3, "use_ema": 1.0, "ema_momentum": 0.8},
]

# Ftrl's own settings, which the others lack.
FTRLS = [
    FTRL,
    FTRL | {"learning_rate_power": 0.0},
    FTRL | {"learning_rate_power": -0.7, "initial_accumulator_value": 1.0},
    FTRL | {"l1_regularization_strength": 0.5},
    FTRL | {"l2_regularization_strength": 0.3, "beta": 0.2},
    FTRL | {"l2_shrinkage_regularization_strength": 0.1, "l1_regularization_strength": 0.05},
]

SCHEDULES = [
    ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 7, "decay_rate": 0.9, "staircase": 0.0}),
    ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 7, "decay_rate": 0.9, "staircase": 1.0}),
    ("PiecewiseConstantDecay", {"boundaries": [3, 8], "values": [0.1, 0.03, 0.001]}),
    ("PiecewiseConstantDecay", {"boundaries": [5], "values": [0.1, 0.2]}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 9, "end_learning_rate": 1e-4, "power": 1.0, "cycle": 0.0}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 8, "end_learning_rate": 0.02, "power": 0.5, "cycle": 0.0}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 9, "end_learning_rate": 0.02, "power": 2.0, "cycle": 1.0}),
    ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 3, "decay_rate": 0.5, "staircase": 0.0}),
    ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 3, "decay_rate": 0.5, "staircase": 1.0}),
    ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 15, "alpha": 0.0}),
    ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 15, "alpha": 0.2}),
    ("CosineDecay", {"initial_learning_rate": 0.001, "decay_steps": 12, "alpha": 0.1, "warmup_target": 0.1, "warmup_steps": 5}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 4, "t_mul": 2.0, "m_mul": 1.0, "alpha": 0.0}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 5, "t_mul": 1.5, "m_mul": 0.8, "alpha": 0.1}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 6, "t_mul": 1.0, "m_mul": 0.5, "alpha": 0.0}),
]

WHOLE = {"decay_steps", "first_decay_steps", "warmup_steps", "ema_overwrite_frequency", "gradient_accumulation_steps"}
YES = {"staircase", "cycle", "nesterov", "centered", "amsgrad", "use_ema"}


def arguments(config):
    """Keras' arguments: some are yes or no, some whole numbers."""
    def kind(name, value):
        return bool(value) if name in YES else int(value) if name in WHOLE else value
    return {name: kind(name, value) for name, value in config.items()}


# Two weights, of unlike shape and size, and their gradients.
SHAPES = [(5,), (2, 3)]
START = [np.array([1, -1, 0.5, 0, 2], "float32"), np.linspace(-1, 1, 6, dtype="float32").reshape(2, 3)]


def gradient(step, weight):
    place = np.arange(np.prod(SHAPES[weight]))
    scale = 10.0 ** (place - 2) if weight == 0 else (0.1 + place) * (step % 5)
    return jnp.array((np.sin(step + place + weight) * scale).astype("float32").reshape(SHAPES[weight]))


def steps(optimizer, weights=(0, 1), at=(0, 1, 2, 3, 9, 19)):
    """The weights, one after the other, after some of 20 steps, and after the optimizer is done with them."""
    variables = [keras.Variable(START[w]) for w in weights]
    optimizer.build(variables)
    apply = jax.jit(optimizer.stateless_apply)
    state, values, trace = [v.value for v in optimizer.variables], [v.value for v in variables], []
    for step in range(20):
        values, state = apply(state, [gradient(step, w) for w in weights], values)
        if step in at:
            trace.append(sum(map(numbers, values), []))
    for variable, value in zip(optimizer.variables + variables, state + values):
        variable.assign(value)
    optimizer.finalize_variable_values(variables)
    size = sum(int(np.prod(v.shape)) for v in optimizer.variables)
    return {"at": list(at), "weights": trace, "end": sum((numbers(v.value) for v in variables), []), "values": size}


def optimizer_case(name, config):
    return {"class": name, "config": config} | steps(getattr(keras.optimizers, name)(**arguments(config)))


def schedule(name, config):
    return getattr(keras.optimizers.schedules, name)(**arguments(config))


def flat(config):
    """boundaries and values as numbers of their own."""
    config = dict(config)
    for many, one in (("boundaries", "boundary"), ("values", "value")):
        for i, value in enumerate(config.pop(many, [])):
            config[f"{one}_{i}"] = float(value)
    return {name: float(value) for name, value in config.items()}


def schedule_case(name, config):
    at = list(range(40)) + [100, 1000]
    rates = [float(schedule(name, config)(step)) for step in at]
    sgd = steps(keras.optimizers.SGD(schedule(name, config)), at=(0, 1, 2, 5, 9, 14, 19))
    slow = steps(keras.optimizers.Adam(schedule(name, config), gradient_accumulation_steps=3), at=(0, 1, 2, 5, 9, 14, 19))
    return {"class": name, "config": flat(config), "at": at, "rates": numbers(rates), "steps": sgd["at"], "sgd": sgd["weights"], "adam": slow["weights"]}


def lcg(count, limit, state):
    values = []
    for _ in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values.append((state / 2**32 * 2 - 1) * limit)
    return np.array(values, "float32")


FITS = [
    ("Adam", ADAM | {"amsgrad": 0.0, "global_clipnorm": 0.1, "weight_decay": 0.01}, None),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": 0.0, "clipnorm": 0.05}, None),
    ("Adam", ADAM | {"amsgrad": 0.0, "gradient_accumulation_steps": 3.0, "use_ema": 1.0, "ema_momentum": 0.8}, None),
    ("RMSprop", {"learning_rate": 0.01, "rho": 0.9, "epsilon": 1e-7, "momentum": 0.0, "centered": 0.0, "clipvalue": 0.02}, None),
    ("Ftrl", FTRL | {"global_clipnorm": 0.2, "gradient_accumulation_steps": 2.0}, None),
    ("Adam", ADAM | {"amsgrad": 0.0}, ("CosineDecay", SCHEDULES[11][1])),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": 1.0}, SCHEDULES[2]),
]


def fit_case(name, config, decay):
    """Four epochs of 8-40-3 on 50 rows in batches of 16, from fixed weights and not shuffled."""
    x, y = lcg(50 * 8, 1, 7).reshape(50, 8), lcg(50 * 3, 1, 8).reshape(50, 3)
    model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(40, "relu"), keras.layers.Dense(3)])
    model.set_weights([lcg(int(np.prod(w.shape)), 0.5, i + 1).reshape(w.shape) for i, w in enumerate(model.weights)])
    settings = arguments(config)
    if decay:
        settings["learning_rate"] = schedule(*decay)
    model.compile(getattr(keras.optimizers, name)(**settings), "mse")
    history = model.fit(x, y, batch_size=16, epochs=4, shuffle=False, validation_data=(x[:20], y[:20]), verbose=0)
    ends = [numbers(w)[:8] for w in model.get_weights()]
    case = {"class": name, "config": config, "history": history.history, "weights": ends}
    return case | ({"schedule": {"class_name": decay[0], "config": flat(decay[1])}} if decay else {})


golden = {
    "keras": keras.__version__, "jax": jax.__version__,
    "optimizers": [optimizer_case(name, config | more) for name, config in OPTIMIZERS for more in SETTINGS],
    "ftrl": [optimizer_case("Ftrl", config) for config in FTRLS],
    "schedules": [schedule_case(*case) for case in SCHEDULES],
    "fits": [fit_case(*case) for case in FITS],
}
lines = [f'"{key}": ' + (json.dumps(value) if isinstance(value, str) else "[\n" + ",\n".join(map(json.dumps, value)) + "\n]")
         for key, value in golden.items()]
pathlib.Path(__file__).with_name("training.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
