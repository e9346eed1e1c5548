package bundles

import "errors"

// CheckTimestamp verifies a timestamp (TimeStampResp) of data that no bundle
// carries, and tells which trusted authority states which time.
func (t *Trust) CheckTimestamp(token, data []byte) (StatedTime, error) {
	if err := t.check(); err != nil {
		return StatedTime{}, err
	}
	ts, err := ParseTimestamp(token)
	if err != nil {
		return StatedTime{}, err
	}
	a, known, err := t.verifyTimestamp(ts, data)
	switch {
	case !known:
		return StatedTime{}, errors.New("timestamp: made by an authority that is not trusted")
	case err != nil:
		return StatedTime{}, err
	}
	return StatedTime{a.Name, a.URI, a.Own, ts.Time}, nil
}
