package readtest

// oleNode is a stream, or a storage where inside is not nil.
type oleNode struct {
	name   string
	data   []byte
	inside []oleNode
}

// CompoundFile writes a compound file ([MS-CFB], version 3): every stream in
// ordinary sectors, which the cutoff of one byte asks for.
func CompoundFile(root []oleNode) []byte {
	const sector, none, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
	var body []byte
	var fat []int
	store := func(data []byte) int {
		first := len(fat)
		for at := 0; at < len(data); at += sector {
			chunk := make([]byte, sector)
			copy(chunk, data[at:])
			body = append(body, chunk...)
			fat = append(fat, len(fat)+1)
		}
		if len(fat) == first {
			return end
		}
		fat[len(fat)-1] = end
		return first
	}
	type entry struct {
		node                     oleNode
		kind, right, child, from int
	}
	entries := []entry{{node: oleNode{name: "Root Entry"}, kind: 5, right: none, child: none, from: end}}
	// A storage's members hang together by their right sides: a tree with one branch.
	var add func(parent int, nodes []oleNode)
	add = func(parent int, nodes []oleNode) {
		last := -1
		for _, n := range nodes {
			i := len(entries)
			e := entry{node: n, kind: 2, right: none, child: none, from: end}
			if n.inside != nil {
				e.kind = 1
			} else {
				e.from = store(n.data)
			}
			entries = append(entries, e)
			if last < 0 {
				entries[parent].child = i
			} else {
				entries[last].right = i
			}
			last = i
			add(i, n.inside)
		}
	}
	add(0, root)
	var directory []byte
	for _, e := range entries {
		name := make([]byte, 64)
		n := copy(name, utf16le(e.node.name))
		directory = append(directory, join(name, le16(n+2), []byte{byte(e.kind), 1}, le32(none), le32(e.right), le32(e.child),
			make([]byte, 36), le32(e.from), le32(len(e.node.data)), le32(0))...)
	}
	dir := store(directory)
	table := len(fat)
	sectors := (len(fat) + 1 + sector/4) / (sector / 4)
	for range sectors {
		fat = append(fat, 0xFFFFFFFD)
	}
	for i := 0; i < sectors*sector/4; i++ {
		if i < len(fat) {
			body = append(body, le32(fat[i])...)
		} else {
			body = append(body, le32(none)...)
		}
	}
	head := join([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 16), le16(0x3E), le16(3), le16(0xFFFE), le16(9), le16(6), make([]byte, 6),
		le32(0), le32(sectors), le32(dir), le32(0), le32(1), le32(end), le32(0), le32(end), le32(0))
	for i := range 109 {
		if i < sectors {
			head = append(head, le32(table+i)...)
		} else {
			head = append(head, le32(none)...)
		}
	}
	return append(head, body...)
}

// OldWord is a compound file with the stream of a Word document of old.
func OldWord() []byte { return CompoundFile([]oleNode{{name: "WordDocument", data: []byte("x")}}) }

// EncryptedOffice is an office file with a password.
func EncryptedOffice() []byte {
	return CompoundFile([]oleNode{{name: "EncryptionInfo", data: []byte("x")}, {name: "EncryptedPackage", data: []byte("x")}})
}
