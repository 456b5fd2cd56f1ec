package nnlib

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"time"
)

// TensorBoard's events: messages of protocol buffers, in records of TensorFlow.
//
// Source: tensorboard/compat/proto/event.proto, summary.proto and tensor.proto;
// TensorFlow, tensorflow/core/lib/io/record_writer.h.

// appendRecord frames a message: its length, a check of that, the message, a check
// of that.
func appendRecord(data, message []byte) []byte {
	length := binary.LittleEndian.AppendUint64(nil, uint64(len(message)))
	data = append(data, length...)
	data = binary.LittleEndian.AppendUint32(data, maskedCRC(length))
	data = append(data, message...)
	return binary.LittleEndian.AppendUint32(data, maskedCRC(message))
}

// maskedCRC is a CRC turned and shifted, so that the CRC of data with CRCs in them
// is a good one too.
func maskedCRC(data []byte) uint32 {
	crc := crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)) // which is kept
	return (crc>>15 | crc<<17) + 0xa282ead8
}

// message is a message of protocol buffers while it is written, field by field.
type message []byte

// How a field's value is written.
const (
	varint = 0
	fixed8 = 1
	block  = 2
)

func (m message) key(field, kind int) message {
	return binary.AppendUvarint(m, uint64(field<<3|kind))
}

func (m message) int(field int, value uint64) message {
	return binary.AppendUvarint(m.key(field, varint), value)
}

func (m message) double(field int, value float64) message {
	return binary.LittleEndian.AppendUint64(m.key(field, fixed8), math.Float64bits(value))
}

func (m message) bytes(field int, value []byte) message {
	return append(binary.AppendUvarint(m.key(field, block), uint64(len(value))), value...)
}

func (m message) text(field int, value string) message { return m.bytes(field, []byte(value)) }

// event begins an Event with its wall_time and, unless it is 0, step.
func event(now time.Time, step int) message {
	m := message{}.double(1, float64(now.UnixMicro())/1e6)
	if step != 0 {
		m = m.int(2, uint64(step))
	}
	return m
}

// versionEvent is the first of a file: its file_version.
func versionEvent(now time.Time) []byte { return event(now, 0).text(3, "brain.Event:2") }

// scalarEvent has a Summary of one Value.
func scalarEvent(now time.Time, step int, tag string, value float32) []byte {
	const float = 1                                              // DT_FLOAT
	metadata := message{}.bytes(1, message{}.text(1, "scalars")) // plugin_data of plugin_name
	number := binary.LittleEndian.AppendUint32(nil, math.Float32bits(value))
	tensor := message{}.int(1, float).bytes(2, nil).bytes(5, number) // dtype, shape (), float_val
	summary := message{}.text(1, tag).bytes(8, tensor).bytes(9, metadata)
	return event(now, step).bytes(5, message{}.bytes(1, summary))
}
