package bundles

import (
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// LogFiles names the files that a log whose signed checkpoint is given consists
// of, relative to its folder: who copies a log fetches these (C2SP tlog-tiles).
// The checkpoint's signatures are not looked at.
func LogFiles(checkpoint []byte) ([]string, error) {
	c, err := parseCheckpointText(checkpoint)
	if err != nil {
		return nil, err
	}
	names := []string{checkpointFile}
	for _, t := range tlog.NewTiles(tileHeight, 0, c.Size) {
		names = append(names, tilePath(t))
		if t.L == 0 {
			names = append(names, entriesPath(t))
		}
	}
	slices.Sort(names)
	return names, nil
}
