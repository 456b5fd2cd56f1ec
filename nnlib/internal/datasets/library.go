package datasets

import (
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"nnbook/kernel/installed"
)

// Library says where data sets are looked for. Fields left empty are places that
// aren't there.
type Library struct {
	Cache  string       // nnbook's own folder; what is fetched is kept here
	Data   string       // a folder of the user's, $NNBOOK_DATA
	Keras  string       // Keras' folder of data sets
	Scikit string       // scikit-learn's folder of data sets
	Module string       // the Go module GoMNIST's folder "data"
	Debian string       // where Debian's packages put data sets
	URLs   []string     // folders on the web with MNIST's files
	Client *http.Client // fetches; nil for one that gives up when nothing comes
	Notice func(string) // hears what the user should know; may be nil

	FashionURLs []string // folders on the web with Fashion-MNIST's files

	npz        file      // Keras' file of digits
	housing    []housing // California's table, in any published form
	npzHousing file      // Keras' file of it
	statlib    statlib   // the table itself
}

// Default is the library of this machine and user.
func Default() *Library {
	return &Library{
		Cache:  cacheFolder(),
		Data:   os.Getenv("NNBOOK_DATA"),
		Keras:  kerasFolder(),
		Scikit: scikitFolder(),
		Module: moduleFolder(),
		Debian: "/usr/share/datasets",
		URLs: []string{
			"https://storage.googleapis.com/cvdf-datasets/mnist/",
			"https://ossci-datasets.s3.amazonaws.com/mnist/",
		},
		FashionURLs: []string{
			"https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
			"http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
		},
		npz:        published("mnist.npz", 11490434, "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"),
		housing:    california,
		npzHousing: published("california_housing.npz", 0, "1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f"),
		statlib:    statlibTable,
	}
}

func (l *Library) notice(text string) {
	if l.Notice != nil {
		l.Notice(text)
	}
}

// patient gives a network that does not answer 15 seconds; fetch watches over
// one that falls silent.
var patient = &http.Client{Transport: &http.Transport{
	Proxy:                 http.ProxyFromEnvironment,
	DialContext:           (&net.Dialer{Timeout: 15 * time.Second}).DialContext,
	TLSHandshakeTimeout:   15 * time.Second,
	ResponseHeaderTimeout: 15 * time.Second,
}}

func (l *Library) client() *http.Client {
	if l.Client != nil {
		return l.Client
	}
	return patient
}

func cacheFolder() string {
	prefix, err := installed.Prefix()
	if err != nil {
		return ""
	}
	return filepath.Join(prefix, "data")
}

func kerasFolder() string {
	if home := os.Getenv("KERAS_HOME"); home != "" {
		return filepath.Join(home, "datasets")
	}
	return underHome(".keras", "datasets")
}

// moduleFolder is where `go mod download` puts the canonical files; go.mod pins
// the version.
func moduleFolder() string {
	cache := os.Getenv("GOMODCACHE")
	if paths := filepath.SplitList(os.Getenv("GOPATH")); cache == "" && len(paths) > 0 {
		cache = filepath.Join(paths[0], "pkg", "mod")
	}
	if cache == "" {
		cache = underHome("go", "pkg", "mod")
	}
	if cache == "" {
		return ""
	}
	return filepath.Join(cache, "github.com", "petar", "!go!m!n!i!s!t@v0.0.0-20150320212226-2fbe10d0fa63", "data")
}

func underHome(elements ...string) string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(append([]string{home}, elements...)...)
}
