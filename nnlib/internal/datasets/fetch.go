package datasets

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// silence is how long a download may stand still.
const silence = 30 * time.Second

// fetch returns the file's content from the web.
func (f file) fetch(ctx context.Context, client *http.Client, url string) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s", request.URL, response.Status)
	}
	data, err := f.readAll(watch(response.Body, cancel))
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause
	}
	if err != nil {
		return nil, fmt.Errorf("%s %w", request.URL, err)
	}
	return data, nil
}

// watched cancels a download in which nothing moves any more.
type watched struct {
	io.Reader
	timer *time.Timer
}

func watch(body io.Reader, cancel context.CancelCauseFunc) watched {
	return watched{body, time.AfterFunc(silence, func() {
		cancel(errors.New("is cut short: nothing came for " + silence.String()))
	})}
}

func (w watched) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	if w.timer.Reset(silence); err != nil {
		w.timer.Stop()
	}
	return n, err
}
