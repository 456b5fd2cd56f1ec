package jupyter

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
)

// ErrForged is what [Key.Decode] returns for a message with a wrong signature.
var ErrForged = errors.New("the message's signature is wrong")

// scheme is the only signature scheme in use.
const scheme = "hmac-sha256"

// Key signs messages, so that nobody else on the machine can send any. The empty key
// means that nothing is signed or checked.
type Key string

// NewKey returns a random key.
func NewKey() Key { return Key(rand.Text() + rand.Text()) }

// sign returns the signature of the parts in hexadecimal.
func (k Key) sign(parts [][]byte) []byte {
	if k == "" {
		return nil
	}
	mac := hmac.New(sha256.New, []byte(k))
	for _, part := range parts {
		mac.Write(part)
	}
	return hex.AppendEncode(nil, mac.Sum(nil))
}

// verify reports whether signature is that of the parts.
func (k Key) verify(signature []byte, parts [][]byte) bool {
	return k == "" || hmac.Equal(signature, k.sign(parts))
}
