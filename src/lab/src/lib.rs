//! The engines one exercise needs, wired together; journal, snapshot, restore.
