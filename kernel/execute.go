package main

import "encoding/json"

// completeExecute hands a request to run code to GoNB, with the fields that a frontend
// left out or got wrong: GoNB crashes on them.
func (k *kernel) completeExecute(r request) {
	content := map[string]json.RawMessage{}
	if err := r.ReadContent(&content); err != nil || content == nil {
		logf("execute_request: %v", err)
		content = map[string]json.RawMessage{}
	}
	for name, standard := range map[string]any{"code": "", "silent": false, "store_history": true, "allow_stdin": false} {
		content[name] = sameType(content[name], standard)
	}
	r.Message = r.WithContent(content)
	k.forward(r)
}

// sameType returns value if it is JSON of the type of standard, and standard otherwise.
func sameType(value json.RawMessage, standard any) json.RawMessage {
	var given any
	if json.Unmarshal(value, &given) == nil {
		_, wantsText := standard.(string)
		_, isText := given.(string)
		_, isBool := given.(bool)
		if wantsText && isText || !wantsText && isBool {
			return value
		}
	}
	encoded, _ := json.Marshal(standard) // a string or a bool always marshals
	return encoded
}
