//! What a teacher writes: model, parse, lint, bundle.
