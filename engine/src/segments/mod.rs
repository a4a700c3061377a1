//! Splits a text into segments: runs of whole lines that hold one top-level statement each.
