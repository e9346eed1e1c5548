package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

const (
	timestampTimeout = 30 * time.Second
	maxTimestamp     = 1 << 20 // bytes of a timestamp reply
)

// postTimestampQuery sends an RFC 3161 query (3.4): the one place where akta
// uses the network, and only for the authorities that akta.toml names.
func postTimestampQuery(ctx context.Context, url string, query []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, timestampTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/timestamp-query")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusCreated {
		return nil, fmt.Errorf("%s: %s", url, resp.Status)
	}
	reply, err := io.ReadAll(io.LimitReader(resp.Body, maxTimestamp+1))
	if err == nil && len(reply) > maxTimestamp {
		err = fmt.Errorf("%s: a reply of more than %d bytes", url, maxTimestamp)
	}
	return reply, err
}
