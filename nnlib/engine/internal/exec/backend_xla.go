//go:build cgo && ((linux && (amd64 || arm64)) || (darwin && arm64))

package exec

// The plain package and not its autoinstall: nothing is ever downloaded.
import _ "github.com/gomlx/go-xla/compute/xla"
