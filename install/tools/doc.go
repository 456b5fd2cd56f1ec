// Package tools pins the programs that nnbook builds but does not import.
//
// goimports and gopls serve the notebooks, staticcheck the tests. They live in
// a module of their own so that their versions never pull on nnbook's:
// gopls v0.23.0 builds with this x/tools and with no newer one, and staticcheck
// stays at the version that gopls requires, because later ones raise x/tools.
//
// To change a version: go get -tool PATH@VERSION, then build all three.
package tools
