package datasets

// Array is a dense array, its values little-endian and row by row, of type "uint8",
// "int32" or "float32"; without DType where there is none.
type Array struct {
	DType string
	Shape []int
	Data  []byte
}
