package datasets

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"nnbook/nnlib/internal/spec"
)

// picture encodes pixels of red, green and blue as PNG.
func picture(t testing.TB, height, width int, pixels ...byte) []byte {
	t.Helper()
	drawn := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i := range height * width {
		drawn.SetNRGBA(i%width, i/width, color.NRGBA{pixels[3*i], pixels[3*i+1], pixels[3*i+2], 255})
	}
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, drawn); err != nil {
		t.Fatal(err)
	}
	return encoded.Bytes()
}

// folder writes files by their path below a folder.
func folder(t testing.TB, files map[string][]byte) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestPictures(t *testing.T) {
	red, green := picture(t, 1, 2, 255, 0, 0, 1, 2, 3), picture(t, 1, 2, 0, 255, 0, 4, 5, 6)
	var grey bytes.Buffer
	if err := jpeg.Encode(&grey, image.NewGray(image.Rect(0, 0, 2, 1)), nil); err != nil {
		t.Fatal(err)
	}
	pets := folder(t, map[string][]byte{
		"dog/b.png": green, "dog/a.PNG": red, "cat/deep/c.jpeg": grey.Bytes(), "cat/notes.txt": nil, ".hidden/d.png": red, "owl/none.gif": nil,
	})
	veiled := image.NewNRGBA(image.Rect(0, 0, 1, 1))
	veiled.SetNRGBA(0, 0, color.NRGBA{200, 100, 50, 128})
	var transparent bytes.Buffer
	if err := png.Encode(&transparent, veiled); err != nil {
		t.Fatal(err)
	}
	linked := folder(t, map[string][]byte{"real/1.png": red})
	for from, to := range map[string]string{"a": filepath.Join(pets, "dog"), "real/2.png": filepath.Join(pets, "dog", "b.png")} {
		if err := os.Symlink(to, filepath.Join(linked, from)); err != nil {
			t.Fatal(err)
		}
	}
	loose := folder(t, map[string][]byte{"2.png": green, "1.png": red})
	for _, c := range []struct {
		name     string
		path     string
		pictures spec.Pictures
		shape    []int
		pixels   []byte
		labels   []float32
		classes  []string
	}{
		{"by class", pets, spec.Pictures{}, []int{3, 1, 2, 3}, []byte{0, 0, 0, 0, 0, 0, 255, 0, 0, 1, 2, 3, 0, 255, 0, 4, 5, 6}, []float32{0, 1, 1}, []string{"cat", "dog", "owl"}},
		{"grey", pets, spec.Pictures{Grey: true}, []int{3, 1, 2}, []byte{0, 0, 76, 2, 150, 5}, []float32{0, 1, 1}, []string{"cat", "dog", "owl"}},
		{"links", linked, spec.Pictures{Height: 1, Width: 1, Grey: true}, []int{4, 1, 1}, []byte{39, 78, 39, 78}, []float32{0, 0, 1, 1}, []string{"a", "real"}},
		{"transparent", folder(t, map[string][]byte{"1.png": transparent.Bytes()}), spec.Pictures{}, []int{1, 1, 1, 3}, []byte{200, 100, 50}, nil, nil},
		{"loose", loose, spec.Pictures{Height: 1, Width: 1}, []int{2, 1, 1, 3}, []byte{128, 1, 2, 2, 130, 3}, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			own, err := Read(t.Context(), spec.File{Format: "images", Path: c.path, Pictures: c.pictures}, Spill{})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(own.X.Shape, c.shape) || !bytes.Equal(own.X.Data, c.pixels) || !slices.Equal(floatsOf(own.Y), c.labels) || !slices.Equal(own.ClassNames, c.classes) {
				t.Errorf("got %v of shape %v, %v, %q", own.X.Data, own.X.Shape, floatsOf(own.Y), own.ClassNames)
			}
		})
	}
}

//go:generate python3 testdata/resize.py

// Sizes change as Keras changes them, to the rounding to a byte.
func TestResize(t *testing.T) {
	var golden struct {
		Keras         string
		Height, Width int
		Pixels        []int
		Resized       []struct {
			Height, Width int
			Values        []float64
		}
	}
	text, err := os.ReadFile("testdata/resize.json")
	if err == nil {
		err = json.Unmarshal(text, &golden)
	}
	if err != nil || golden.Keras == "" || len(golden.Resized) != 6 {
		t.Fatal("no golden values: ", err)
	}
	pixels := make([]byte, len(golden.Pixels))
	for i, value := range golden.Pixels {
		pixels[i] = byte(value)
	}
	path := folder(t, map[string][]byte{"1.png": picture(t, golden.Height, golden.Width, pixels...)})
	for _, want := range golden.Resized {
		own, err := Read(t.Context(), spec.File{Format: "images", Path: path, Pictures: spec.Pictures{Height: want.Height, Width: want.Width}}, Spill{})
		if err != nil || len(own.X.Data) != len(want.Values) {
			t.Fatal(own.X.Shape, err)
		}
		for i, value := range want.Values {
			if off := math.Abs(float64(own.X.Data[i]) - value); off > 0.502 {
				t.Errorf("%d×%d, value %d: %d, Keras has %v", want.Height, want.Width, i, own.X.Data[i], value)
			}
		}
	}
}

func TestPictureMistakes(t *testing.T) {
	small, large := picture(t, 1, 1, 1, 2, 3), picture(t, 2, 1, 1, 2, 3, 4, 5, 6)
	huge := bytes.Clone(small) // claims to be 2³⁰ pixels wide
	binary.BigEndian.PutUint32(huge[16:], 1<<30)
	for name, c := range map[string]struct {
		files map[string][]byte
		want  []string
	}{
		"no images":   {map[string][]byte{"a/b.txt": nil}, []string{"PNG or JPEG", "a folder of images for each class"}},
		"two sizes":   {map[string][]byte{"a/1.png": small, "a/2.png": large}, []string{"a/2.png", "1×1 pixels", "got 2×1", "nnlib.ImageSize(1, 1)"}},
		"cut short":   {map[string][]byte{"a/1.png": small[:len(small)-20]}, []string{"a/1.png", "an image as PNG or JPEG"}},
		"no image":    {map[string][]byte{"a/1.png": small, "a/2.jpg": []byte("hello")}, []string{"a/2.jpg", "unknown format"}},
		"huge header": {map[string][]byte{"a/1.png": huge}, []string{"a/1.png", "an image as PNG or JPEG"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(t.Context(), spec.File{Format: "images", Path: folder(t, c.files)}, Spill{})
			checkFault(t, err, c.want...)
		})
	}
}

func TestImpossibleSize(t *testing.T) {
	path := folder(t, map[string][]byte{"1.png": picture(t, 1, 1, 1, 2, 3)})
	for _, size := range []spec.Pictures{{Height: 1 << 20, Width: 1 << 20}, {Height: 1}} {
		_, err := Read(t.Context(), spec.File{Format: "images", Path: path, Pictures: size}, Spill{})
		checkFault(t, err, "a size that can be")
	}
}

func FuzzPicture(f *testing.F) {
	f.Add(picture(f, 2, 1, 1, 2, 3, 4, 5, 6), 3, 2)
	var encoded bytes.Buffer
	if err := jpeg.Encode(&encoded, image.NewGray(image.Rect(0, 0, 3, 2)), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(encoded.Bytes(), 0, 0)
	f.Fuzz(func(t *testing.T, data []byte, height, width int) {
		if config, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil && config.Width*config.Height > 1<<20 {
			return // slow, no more
		}
		size := spec.Pictures{}
		if height > 0 && width > 0 {
			size.Height, size.Width = height%100+1, width%100+1
		}
		path := folder(t, map[string][]byte{"a/1.png": data})
		own, err := Read(t.Context(), spec.File{Format: "images", Path: path, Pictures: size}, Spill{})
		checkOwn(t, own, err)
	})
}
