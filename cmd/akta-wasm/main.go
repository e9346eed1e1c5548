//go:build js && wasm

// Command akta-wasm is the verifier for a browser. It gives the page three
// functions. Nothing that they are given leaves the page.
//
//	aktaVerify(release, trust)  the verdict as JSON text, the same that
//	                            "akta verify --json" gives
//	aktaShown(release)          what the release shows, as JSON text: see
//	                            bundles.ShownDocument. It is as right as the
//	                            verdict on the same bytes says.
//	aktaDigest(bytes)           SHA-256 in hex, also where a page that was not
//	                            loaded over https has no crypto.subtle
//
// A release is the bytes of its ZIP as a Uint8Array, or an object that holds
// the Uint8Array of each file of the unpacked folder by its name. trust is the
// bytes of a trust.json, or null. Each function returns a promise, which is
// rejected with a message where there is nothing to give an answer on.
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"syscall/js"

	"github.com/akta-foi/akta/bundles"
)

// maxInput bounds the bytes taken from the page: a browser gives a module at most
// 4 GiB of memory, and a release is in it twice.
const maxInput = 1 << 30

// maxFiles bounds the files of a folder, as package bundles bounds those of a bag.
const maxFiles = 20_000

func main() {
	for name, f := range map[string]func([]js.Value) (string, error){
		"aktaVerify": verify, "aktaShown": shown, "aktaDigest": digest,
	} {
		js.Global().Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any { return promise(name, f, args) }))
	}
	select {}
}

// promise runs f beside the page's own work.
func promise(name string, f func([]js.Value) (string, error), args []js.Value) js.Value {
	var handler js.Func
	handler = js.FuncOf(func(_ js.Value, settle []js.Value) any {
		go func() {
			defer handler.Release()
			text, err := guarded(name, f, args)
			if err != nil {
				settle[1].Invoke(js.Global().Get("Error").New(err.Error()))
				return
			}
			settle[0].Invoke(text)
		}()
		return nil
	})
	return js.Global().Get("Promise").New(handler)
}

// guarded makes an error of a value of another type than was asked for.
func guarded(name string, f func([]js.Value) (string, error), args []js.Value) (text string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: %v", name, r)
		}
	}()
	return f(args)
}

func verify(args []js.Value) (string, error) {
	if len(args) != 2 {
		return "", errors.New("aktaVerify: want a release, and the bytes of a trust.json or null")
	}
	var o bundles.VerifyOptions
	if !args[1].IsNull() {
		data, err := fromJS(args[1])
		if err != nil {
			return "", err
		}
		if o.Trust, err = bundles.ParseTrust(data); err != nil {
			return "", err
		}
	}
	b, err := bag(args[0])
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

func shown(args []js.Value) (string, error) {
	if len(args) != 1 {
		return "", errors.New("aktaShown: want a release")
	}
	b, err := bag(args[0])
	if err != nil {
		return "", err
	}
	r, err := bundles.ReleasedBag(b)
	if err != nil {
		return "", err
	}
	list, err := r.Shown()
	if err != nil {
		return "", err
	}
	out, err := json.Marshal(list)
	return string(out), err
}

func digest(args []js.Value) (string, error) {
	if len(args) != 1 {
		return "", errors.New("aktaDigest: want bytes")
	}
	data, err := fromJS(args[0])
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// bag opens a ZIP, or the files of a folder.
func bag(v js.Value) (*bundles.Bag, error) {
	if v.InstanceOf(js.Global().Get("Uint8Array")) {
		data, err := fromJS(v)
		if err != nil {
			return nil, err
		}
		return bundles.OpenZIP(bytes.NewReader(data), int64(len(data)))
	}
	names := js.Global().Get("Object").Call("keys", v)
	if names.Length() > maxFiles {
		return nil, fmt.Errorf("%d files, at most %d", names.Length(), maxFiles)
	}
	files, total := map[string][]byte{}, 0
	for i := range names.Length() {
		name := names.Index(i).String()
		if total += v.Get(name).Get("length").Int(); total > maxInput {
			return nil, fmt.Errorf("more than %d bytes: use akta verify", maxInput)
		}
		data, err := fromJS(v.Get(name))
		if err != nil {
			return nil, err
		}
		files[name] = data
	}
	return bundles.OpenFiles(files)
}

func fromJS(v js.Value) ([]byte, error) {
	n := v.Get("length").Int()
	if n > maxInput {
		return nil, fmt.Errorf("%d bytes, at most %d: use akta verify", n, maxInput)
	}
	b := make([]byte, n)
	js.CopyBytesToGo(b, v)
	return b, nil
}
