//! The learner's disk: tree, paths, owners and modes, links, snapshot to bytes.
