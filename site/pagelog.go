package site

// logView is the page of the transparency log. It lies beside the log's own
// files, log/checkpoint and log/tile/.
type logView struct {
	Size int64 `json:"size"` // entries
}

// logPages is nothing where no log is published.
func (pl *plan) logPages() ([]page, error) {
	if pl.portal.LogDir == "" {
		return nil, nil
	}
	return []page{{address: "log/", layout: "log", params: logView{Size: pl.portal.LogSize}}}, nil
}
