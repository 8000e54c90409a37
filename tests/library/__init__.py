"""The library as its faces use it: real files, real databases, real worker processes."""
