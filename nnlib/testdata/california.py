"""Writes california.json: how Keras learns California housing, 8-30-1, 20 epochs
in batches of 32 without shuffling, from weights that are written too.

pip install scikit-learn==1.9.1 keras==3.15.1 jax==0.10.2
KERAS_BACKEND=jax python3 california.py cal_housing.csv.gz
"""
import json, pathlib, sys
import keras, numpy
from keras import layers
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

longitude, latitude, age, rooms, bedrooms, people, households, income, value = numpy.loadtxt(sys.argv[1], delimiter=",", skiprows=1).T
x = numpy.stack([income, age, rooms / households, bedrooms / households, people, people / households, latitude, longitude], 1)
rest, test, y_rest, y_test = train_test_split(x, value / 1e5, random_state=42)
train, valid, y_train, y_valid = train_test_split(rest, y_rest, random_state=42)
scaler = StandardScaler().fit(train)
train, test = (scaler.transform(rows).astype("float32") for rows in (train, test))

keras.utils.set_random_seed(42)
model = keras.Sequential([keras.Input((8,)), layers.Dense(30, activation="relu"), layers.Dense(1)])
weights = model.get_weights()
fits = {}
for name, optimizer in [("SGD", keras.optimizers.SGD(1e-3)), ("Adam", keras.optimizers.Adam(1e-3))]:
    model.set_weights(weights)
    model.compile(optimizer=optimizer, loss="mse")
    history = model.fit(train, y_train, batch_size=32, epochs=20, shuffle=False, verbose=0)
    fits[name] = dict(loss=history.history["loss"], test=float(model.evaluate(test, y_test, verbose=0)))

here = pathlib.Path(__file__).parent
(here / "california.json").write_text(json.dumps(dict(
    versions=f"keras {keras.__version__} on {keras.backend.backend()}",
    weights=[dict(shape=w.shape, values=[float(v) for v in w.ravel()]) for w in weights], fits=fits), indent=None) + "\n")
