//go:build js && wasm

// Command akta-wasm is the verifier for a browser. It gives the page one
// function, aktaVerify(zip, trust), whose arguments are the bytes of a release
// and, or null, of a trust.json, both as Uint8Array. It returns a promise of
// the verdict as JSON text, the same that "akta verify --json" prints, or is
// rejected with a message where there is nothing to give a verdict on. Nothing
// leaves the page.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"syscall/js"

	"github.com/akta-foi/akta/bundles"
)

func main() {
	js.Global().Set("aktaVerify", js.FuncOf(func(_ js.Value, args []js.Value) any { return promise(args) }))
	select {}
}

// promise runs the check beside the page's own work.
func promise(args []js.Value) js.Value {
	var handler js.Func
	handler = js.FuncOf(func(_ js.Value, settle []js.Value) any {
		go func() {
			defer handler.Release()
			verdict, err := verify(args)
			if err != nil {
				settle[1].Invoke(js.Global().Get("Error").New(err.Error()))
				return
			}
			settle[0].Invoke(verdict)
		}()
		return nil
	})
	return js.Global().Get("Promise").New(handler)
}

func verify(args []js.Value) (text string, err error) {
	defer func() {
		if r := recover(); r != nil { // a value of another type than was asked for
			err = fmt.Errorf("aktaVerify: %v", r)
		}
	}()
	if len(args) != 2 {
		return "", errors.New("aktaVerify: want the bytes of a release, and of a trust.json or null")
	}
	zip := fromJS(args[0])
	var o bundles.VerifyOptions
	if !args[1].IsNull() {
		if o.Trust, err = bundles.ParseTrust(fromJS(args[1])); err != nil {
			return "", err
		}
	}
	b, err := bundles.OpenZIP(bytes.NewReader(zip), int64(len(zip)))
	if err != nil {
		return "", err
	}
	v, err := bundles.VerifyBag(context.Background(), b, o)
	if err != nil {
		return "", err
	}
	out, err := json.Marshal(v)
	return string(out), err
}

func fromJS(v js.Value) []byte {
	b := make([]byte, v.Get("length").Int())
	js.CopyBytesToGo(b, v)
	return b
}
