"""Writes split.json: how scikit-learn splits n rows.

pip install scikit-learn==1.9.1; python3 split.py
"""
import json, pathlib
import numpy, sklearn
from sklearn.model_selection import train_test_split

cases = []
for n, share, seed in [(2, 0.25, 0), (10, 0.25, 42), (11, 0.2, 1), (1000, 0.3, 4294967295), (20640, 0.25, 42), (15480, 0.25, 42)]:
    train, test = train_test_split(numpy.arange(n), test_size=share, random_state=seed)
    case = dict(n=n, share=share, seed=seed, train=len(train), test=len(test))
    # Of many rows the first ones, and a sum in which each row's place counts.
    for name, rows in [("train", train), ("test", test)]:
        case[name + "_rows"] = rows[:20].tolist()
        case[name + "_sum"] = int((rows.astype(object) * numpy.arange(1, len(rows) + 1)).sum())
    cases.append(case)
here = pathlib.Path(__file__).parent
(here / "split.json").write_text(json.dumps(dict(
    versions=f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}", cases=cases), indent=1) + "\n")
