"""Writes standard.json: what scikit-learn's StandardScaler makes of a small table
and of California housing.

pip install scikit-learn==1.9.1; python3 standard.py cal_housing.csv.gz
"""
import json, pathlib, sys
import numpy, sklearn
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

small = numpy.array([[1, -5, 0.1, 1000], [2, 5, 0.1, 1001], [4, 0, 0.1, 1003], [9, 0.5, 0.1, 1010], [-3, 7, 0.2, 5]])
scaler = StandardScaler().fit(small[:4])

longitude, latitude, age, rooms, bedrooms, people, households, income, value = numpy.loadtxt(sys.argv[1], delimiter=",", skiprows=1).T
x = numpy.stack([income, age, rooms / households, bedrooms / households, people, people / households, latitude, longitude], 1)
rest, test, y_rest, y_test = train_test_split(x, value / 1e5, random_state=42)
train, valid, y_train, y_valid = train_test_split(rest, y_rest, random_state=42)
houses = StandardScaler().fit(train)
parts = {}
for name, rows, targets in [("train", train, y_train), ("valid", valid, y_valid), ("test", test, y_test)]:
    parts[name] = dict(rows=len(rows), x=houses.transform(rows)[:5].tolist(), y=targets[:5].tolist())

here = pathlib.Path(__file__).parent
(here / "standard.json").write_text(json.dumps(dict(
    versions=f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}",
    small=small.tolist(), scaled=scaler.transform(small).tolist(), california=parts), indent=1) + "\n")
