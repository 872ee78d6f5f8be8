//! Folders on disk.

use crate::failure::Failure;
use course::author::Tree;
use std::fs;
use std::path::Path;

/// All files below a folder, with their paths from there (`/` between) in byte order. Hidden ones are left out.
pub(crate) fn walk(root: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(folder) = open.pop() {
        let full = root.join(&folder);
        for entry in fs::read_dir(&full).map_err(|error| Failure::file(&full, &error))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if entry.file_type()?.is_dir() {
                open.push(path);
            } else {
                let bytes = fs::read(entry.path()).map_err(|error| Failure::file(entry.path(), &error))?;
                found.push((path, bytes));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A course's files.
pub(crate) fn course(root: &Path) -> Result<Tree, Failure> {
    let mut tree = Tree::default();
    for (path, bytes) in walk(root)? {
        tree.insert(path, bytes);
    }
    Ok(tree)
}

/// The text of a file, or of standard input for `-`.
pub(crate) fn read(path: &str) -> Result<String, Failure> {
    if path == "-" {
        return Ok(std::io::read_to_string(std::io::stdin())?);
    }
    fs::read_to_string(path).map_err(|error| Failure::file(path, &error))
}

/// Writes a file, its folders made as needed.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| Failure::file(parent, &error))?;
    }
    fs::write(path, text).map_err(|error| Failure::file(path, &error))
}
