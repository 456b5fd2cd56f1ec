"""Runs a notebook in a fresh nnbook kernel, for `go run ./install run`.

usage: run.py NOTEBOOK FOLDER

The notebook is run in FOLDER. Each event is one line of JSON on standard
output; the last but one is the notebook as it then is. The run ends early at
the first error, at SIGINT or SIGTERM, and when standard input closes, which
means that the installer is gone.
"""

import asyncio
import html
import json
import os
import re
import signal
import sys
import threading

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from jupyter_client.kernelspec import NoSuchKernel

events = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # the kernel inherits standard output: keep its words out of the events


def tell(event, **fields):
    print(json.dumps({"event": event, **fields}), file=events, flush=True)


class Client(NotebookClient):
    """A notebook client that tells what a cell prints, and what its results and charts say, as it comes."""

    line_ended = True

    def process_message(self, msg, cell, cell_index):
        if text := self.text_of(msg):
            tell("stream", cell=cell_index, text=text)
            self.line_ended = text.endswith("\n")
        return super().process_message(msg, cell, cell_index)

    def text_of(self, msg):
        kind, content = msg["msg_type"], msg["content"]
        if kind == "stream":
            return content["text"]
        passing = kind == "display_data" and "display_id" in content.get("transient", {})  # changes while it is shown
        if kind not in ("execute_result", "display_data") or passing or "text/plain" not in content["data"]:
            return ""
        return ("" if self.line_ended else "\n") + content["data"]["text/plain"] + "\n"


async def run_cells(client):
    code = [i for i, cell in enumerate(client.nb.cells) if cell.cell_type == "code" and cell.source.strip()]
    for number, index in enumerate(code, 1):
        tell("start", cell=index, number=number, count=len(code), source=client.nb.cells[index].source)
        await client.async_execute_cell(client.nb.cells[index], index)
        tell("done", cell=index)


def explanation(cells):
    """What the failed cell says of its error. Compile errors come as HTML, before the error output."""
    outputs = next(cell.outputs for cell in reversed(cells) if cell.get("outputs"))
    parts = [text_of(o.data["text/html"]) for o in outputs if "text/html" in o.get("data", {}) and "text/plain" not in o.data]
    parts += ["\n".join(o.traceback) for o in outputs if o.output_type == "error"]
    return "\n".join(parts)


def text_of(page):
    """The text of GoNB's page of compile errors, without the code that it shows on hovering."""
    page = re.sub(r"<style.*?</style>|<div class=.gonb-err-context.*?(?=<div style=|$)", "\n", page, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", html.unescape(re.sub(r"<[^>]*>", "", page))).strip()


async def run(path, folder):
    nb = nbformat.read(path, as_version=4)
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = Client(nb, kernel_name="nnbook", timeout=None, startup_timeout=120, iopub_timeout=60,
                    record_timing=False, store_widget_state=False, resources={"metadata": {"path": folder}})
    interrupted = asyncio.Event()
    end = ("finished", {})
    try:
        async with client.async_setup_kernel():
            cells = asyncio.ensure_future(run_cells(client))

            def interrupt():
                interrupted.set()
                cells.cancel()

            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, interrupt)
            threading.Thread(target=watch_parent, args=(loop, interrupt), daemon=True).start()
            try:
                await cells
            except CellExecutionError as e:
                end = ("error", {"name": e.ename, "message": e.evalue, "traceback": explanation(client.nb.cells)})
            except (DeadKernelError, asyncio.CancelledError):
                end = ("interrupted", {}) if interrupted.is_set() else ("dead", {})
            tell("notebook", notebook=nbformat.writes(nb))
    except NoSuchKernel:
        end = ("dead", {})
    except (RuntimeError, TimeoutError) as e:
        end = ("interrupted", {}) if interrupted.is_set() else ("dead", {"message": str(e)})
    tell(end[0], **end[1])


def watch_parent(loop, interrupt):
    sys.stdin.read()
    loop.call_soon_threadsafe(interrupt)


if __name__ == "__main__":
    try:
        asyncio.run(run(*sys.argv[1:]))
    except KeyboardInterrupt:
        tell("interrupted")
