"""Runs a notebook with nbclient and prints, as JSON, what its cells gave and what was raised.

usage: nbclient_errors.py NOTEBOOK
"""

import json
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

notebook = nbformat.read(sys.argv[1], as_version=4)
seen = {}
try:
    NotebookClient(notebook, kernel_name="nnbook", timeout=120).execute()
except CellExecutionError as error:
    seen = {"ename": error.ename, "evalue": error.evalue, "traceback": error.traceback}
seen["outputs"] = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
print(json.dumps(seen))
