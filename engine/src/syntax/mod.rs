//! Parses one segment with tree-sitter and reads token spans from it.
