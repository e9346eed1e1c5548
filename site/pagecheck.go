package site

// checkView is what the page "How to verify" shows.
type checkView struct {
	Sample  *releaseView `json:"sample"` // the newest release, for the commands
	LogSize int64        `json:"logsize"`
}

func (pl *plan) checkPages() ([]page, error) {
	return []page{{address: "verify/", layout: "verify", params: checkView{Sample: pl.sample, LogSize: pl.portal.LogSize}}}, nil
}
