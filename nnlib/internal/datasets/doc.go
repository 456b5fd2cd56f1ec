// Package datasets finds the data sets that nnlib knows by name, checks every
// file against its published SHA-256 before use, and reads them. Only the engine
// imports it: cells stay free of the network code.
package datasets
