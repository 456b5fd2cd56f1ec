"""Writes events.tfevents: what TensorBoard's own classes make of a few scalars, for the tests of nnlib.

    pip install tensorboard==2.20.0
"""
import io
import pathlib

import numpy as np
from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.plugins.scalar import metadata
from tensorboard.summary.writer.record_writer import RecordWriter
from tensorboard.util import tensor_util

file = io.BytesIO()
records = RecordWriter(file)
records.write(event_pb2.Event(wall_time=1700000000.25, file_version="brain.Event:2").SerializeToString())
for step, tag, value in [(0, "epoch_loss", 0.5), (1, "epoch_loss", 0.25), (300, "epoch_mean_absolute_error", float("nan"))]:
    summary = summary_pb2.Summary(value=[summary_pb2.Summary.Value(
        tag=tag, tensor=tensor_util.make_tensor_proto(np.float32(value)),
        metadata=metadata.create_summary_metadata(display_name=None, description=None))])
    records.write(event_pb2.Event(wall_time=1700000000.25, step=step, summary=summary).SerializeToString())
records.flush()
pathlib.Path(__file__).with_name("events.tfevents").write_bytes(file.getvalue())
