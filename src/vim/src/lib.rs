//! The vim engine: keys, command, effect on a buffer; undo tree; explain.
