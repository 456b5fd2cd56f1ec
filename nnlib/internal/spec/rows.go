package spec

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// Rows lists which rows of the source make up the data set, in order. It is for
// a data set that is valid and whose Length its source confirmed. Where a step
// picks rows by their label, label gives that of a row of the source.
func (d Dataset) Rows(label func(row int32) int32) ([]int32, error) {
	rows := make([]int32, d.Length)
	for i := range rows {
		rows[i] = int32(i)
	}
	for _, op := range d.Ops {
		switch op.Kind {
		case "slice":
			rows = rows[op.From:op.To]
		case "shuffle":
			Shuffle(rows, op.Seed)
		case "permute":
			rows = pick(rows, Permutation(len(rows), uint32(op.Seed)))
		case "where":
			if label == nil {
				return nil, fmt.Errorf("data set %q: rows by their label, but it has no labels", d.Source)
			}
			rows = slices.DeleteFunc(rows, func(row int32) bool { return !slices.Contains(op.Labels, label(row)) })
			if len(rows) != op.To {
				return nil, fmt.Errorf("data set %q: %d rows with the labels %v, declared as %d", d.Source, len(rows), op.Labels, op.To)
			}
		}
	}
	return rows, nil
}

func pick(rows, positions []int32) []int32 {
	picked := make([]int32, len(positions))
	for i, position := range positions {
		picked[i] = rows[position]
	}
	return picked
}

// Shuffle permutes rows in place, the same way for the same seed.
func Shuffle(rows []int32, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 0))
	random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
}
