package nnlib

// FashionMNIST returns 70,000 garments from a shop's catalogue, 60,000 to train and
// 10,000 to test with: grey images of 28×28 bytes, 0 for the ground and 255 for full
// ink, in ten classes that [Dataset.ClassNames] names. It takes MNIST's place where
// digits are too easy.
//
// It returns handles at once; the images are read, and checked against their SHA-256,
// when they are first needed: from nnbook's own folder, from the folder fashion-mnist
// in $NNBOOK_DATA or in Keras' cache, from Debian's package dataset-fashion-mnist, or
// from the web.
//
// Source: Xiao, Rasul and Vollgraf, "Fashion-MNIST", 2017,
// https://github.com/zalandoresearch/fashion-mnist.
func FashionMNIST() (TrainTest, error) {
	return greyImages("fashion-mnist",
		"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"), nil
}
