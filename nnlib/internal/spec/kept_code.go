package spec

import (
	"reflect"
	"sync"
)

// kept is the code of a program's own layers, losses and metrics.
var kept = struct {
	sync.RWMutex
	codes  []any
	number map[any]int // of those that are comparable
}{number: map[any]int{}}

// KeepCode numbers code, by which KeptCode finds it. Equal values have the same
// number, so that a layer declared again is the same layer; a function equals none.
func KeepCode(code any) int {
	kept.Lock()
	defer kept.Unlock()
	comparable := reflect.ValueOf(code).Comparable()
	if comparable {
		if number, ok := kept.number[code]; ok {
			return number
		}
	}
	number := len(kept.codes)
	kept.codes = append(kept.codes, code)
	if comparable {
		kept.number[code] = number
	}
	return number
}

// KeptCode returns the code of a number, nil for one that this process did not give.
func KeptCode(number int) any {
	kept.RLock()
	defer kept.RUnlock()
	if number < 0 || number >= len(kept.codes) {
		return nil
	}
	return kept.codes[number]
}
