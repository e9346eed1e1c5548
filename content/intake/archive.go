package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
)

// member is one file of an archive.
type member struct {
	name string // as it stands there
	data []byte
}

// unpack reads the members of a ZIP, in its order. One that is packed beyond
// reason, has a password or is out of bounds fails the whole; nothing is
// written, so that a name that leads out of the archive does no harm: it is
// told, and cut to its last segment by whoever stores it.
func unpack(f Input, n *notes) ([]member, error) {
	z, err := zip.NewReader(bytes.NewReader(f.Data), int64(len(f.Data)))
	if err != nil {
		return nil, fmt.Errorf("%s: damaged or not a ZIP file (%v): fetch it again", f.Name, err)
	}
	if len(z.File) > maxMembers {
		return nil, fmt.Errorf("%s: %d members, more than the %d allowed", f.Name, len(z.File), maxMembers)
	}
	var out []member
	total := 0
	for _, m := range z.File {
		if strings.HasSuffix(m.Name, "/") {
			continue
		}
		if path.IsAbs(m.Name) || strings.Contains(m.Name, `\`) || strings.Contains(m.Name, ":") || strings.Contains("/"+m.Name+"/", "/../") {
			n.add(Refused, "%s: the member name %q leads out of the archive; only its last part was taken", f.Name, line(m.Name))
		}
		data, err := unpackMember(m, maxZIPBytes-total)
		if err != nil {
			return nil, fmt.Errorf("%s: member %q: %w", f.Name, line(m.Name), err)
		}
		if total += len(data); len(data) == 0 {
			n.add(LeftOut, "%s: member %q is empty", f.Name, line(m.Name))
			continue
		}
		out = append(out, member{m.Name, data})
	}
	return out, nil
}

func unpackMember(m *zip.File, left int) ([]byte, error) {
	switch {
	case m.Flags&1 != 0:
		return nil, fmt.Errorf("has a password")
	case m.UncompressedSize64 > maxMemberBytes:
		return nil, fmt.Errorf("claims %d bytes, more than the %d allowed", m.UncompressedSize64, maxMemberBytes)
	case m.UncompressedSize64 > maxZIPRatio*(m.CompressedSize64+64):
		return nil, fmt.Errorf("claims to unpack to %d times its size: damaged or made to harm", m.UncompressedSize64/max(m.CompressedSize64, 1))
	}
	r, err := m.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	limit := min(maxMemberBytes, left)
	data, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return nil, err
	}
	if len(data) > limit {
		return nil, fmt.Errorf("unpacks to more than the %d bytes allowed", limit)
	}
	return data, nil
}
