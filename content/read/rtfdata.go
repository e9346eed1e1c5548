package read

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/akta-foi/akta/content/read/typeset"
)

// rtfData is a picture or an object: its bytes come in hexadecimal digits or
// after \bin.
type rtfData struct {
	kind    string // "pngblip", "jpegblip", another word, or "" where none was given
	cropped bool
	bytes   []byte
	half    byte
	odd     bool
}

// hex takes digits; anything else between them is ignored.
func (d *rtfData) hex(text []byte) {
	for _, c := range text {
		v, ok := hexDigit(c)
		if !ok {
			continue
		}
		if d.odd {
			d.bytes = append(d.bytes, d.half<<4|v)
		}
		d.half, d.odd = v, !d.odd
	}
}

// rtfObject is an embedded or linked object.
type rtfObject struct {
	class  string
	linked bool
}

// dataWord reads pictures and objects, and reports whether it knew the word.
func (r *rtf) dataWord(name string, arg int) bool {
	top := r.top()
	switch name {
	case "pict":
		r.startPicture()
	case "pngblip", "jpegblip", "emfblip", "wmetafile", "dibitmap", "wbitmap", "macpict", "pmmetafile":
		if top.data != nil {
			top.data.kind = name
		}
	case "piccropl", "piccropr", "piccropt", "piccropb":
		if top.data != nil && arg > 0 {
			top.data.cropped = true
		}
	case "object":
		top.object = &rtfObject{}
	case "objlink", "objautlink", "objsub", "objicemb":
		if top.object != nil {
			top.object.linked = true
		}
	case "objclass":
		if o := top.object; o != nil {
			f := &found{}
			r.collectText(f, func() { o.class = string(f.text) })
		}
	case "objname", "objtime", "objalias", "objsect":
		top.skip = true
	case "objdata":
		r.startObject()
	case "yr", "mo", "dy", "hr", "min", "sec":
		if top.time == nil {
			return false
		}
		top.time.set(name, arg)
	default:
		return false
	}
	return true
}

// startPicture reads \pict.
func (r *rtf) startPicture() {
	top := r.top()
	d, where, flow := &rtfData{}, r.where(), top.flow
	kind, _ := r.hides()
	unseen := top.region != nil || kind != "" || top.skip
	// The picture of a floating shape is its property "pib".
	nowhere := top.onText != nil && (top.shape == nil || top.shape.name != "pib")
	top.data, top.onText = d, nil
	top.end = func() {
		switch {
		case len(d.bytes) == 0:
		case nowhere || unseen:
			r.doc.hide(Hidden{Kind: HiddenEmbeddedObject, Where: "picture that is not shown, " + where, Count: len(d.bytes), Unit: "bytes"})
		case d.cropped:
			r.doc.hide(Hidden{Kind: HiddenEmbeddedObject, Where: "cropped picture, " + where, Count: len(d.bytes), Unit: "bytes"})
			r.doc.warn("%s: a picture is cropped: what is cut off is still in the file, so it is not shown", where)
		default:
			r.showPicture(d, where, flow)
		}
	}
}

func (r *rtf) showPicture(d *rtfData, where string, flow *rtfFlow) {
	img, err := r.pictures.decode(d.bytes)
	if err != nil {
		r.doc.warn("%s: a picture is not shown: %v", where, err)
		r.doc.hide(Hidden{Kind: HiddenUnknownPart, Where: joinNonEmpty(" ", "picture", d.kind) + ", " + where, Count: len(d.bytes), Unit: "bytes"})
		return
	}
	if hasEXIF(d.bytes) {
		r.doc.hide(Hidden{Kind: HiddenMetadata, Where: "EXIF of a picture, " + where, Count: 1})
	}
	flow.after = append(flow.after, typeset.Block{Kind: typeset.Picture, Image: img})
}

// startObject reads \objdata: what is embedded becomes a document of its own.
func (r *rtf) startObject() {
	top := r.top()
	d, o, where := &rtfData{}, top.object, r.where()
	if o == nil {
		o = &rtfObject{}
	}
	top.data, top.onText = d, nil
	top.end = func() {
		if len(d.bytes) == 0 {
			return
		}
		native, topic := oleNative(d.bytes)
		if topic != "" && (o.linked || native == nil) {
			r.doc.hideText(HiddenExternalLink, "linked object, "+where, topic)
		}
		if native == nil {
			native = d.bytes
		}
		r.doc.hide(Hidden{Kind: HiddenEmbeddedObject, Where: joinNonEmpty(" ", "object", o.class) + ", " + where, Count: len(native), Unit: "bytes",
			Excerpt: textExcerpt(native[:min(len(native), sniffBytes)])})
		name := ""
		if o.class != "" {
			name = fmt.Sprintf("%s-%d", o.class, len(r.doc.Attachments)+1)
		}
		if err := r.j.attach(name, "", native); err != nil && r.err == nil {
			r.err = err
		}
	}
}

// oleNative takes the data out of an OLE 1.0 object (MS-OLEDS 2.2): the bytes
// of an embedded one, the file name of a linked one.
func oleNative(data []byte) (native []byte, topic string) {
	number := func() (n uint32, ok bool) {
		if len(data) < 4 {
			return 0, false
		}
		n, data = binary.LittleEndian.Uint32(data), data[4:]
		return n, true
	}
	str := func() (string, bool) {
		n, ok := number()
		if !ok || uint64(n) > uint64(len(data)) {
			return "", false
		}
		s := data[:n]
		data = data[n:]
		return string(bytes.TrimRight(s, "\x00")), true
	}
	_, ok := number() // version
	format, ok2 := number()
	if !ok || !ok2 || format != 1 && format != 2 {
		return nil, ""
	}
	var names [3]string // class, topic, item
	for i := range names {
		if names[i], ok = str(); !ok {
			return nil, ""
		}
	}
	topic = strings.ToValidUTF8(names[1], "\uFFFD")
	if format == 1 {
		return nil, topic
	}
	size, ok := number()
	if !ok || size == 0 || uint64(size) > uint64(len(data)) {
		return nil, topic
	}
	return data[:size], topic
}
