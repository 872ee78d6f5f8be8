//! The error numbers of Linux that a disk or a kernel gives, with glibc's words.

use std::fmt;

macro_rules! errnos {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $symbol:literal, $text:literal;)*) => {
        /// A system call's error.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Errno { $($(#[$doc])* $name,)* }

        impl Errno {
            /// Its number on Linux x86-64.
            pub fn number(self) -> i32 {
                match self { $(Self::$name => $number,)* }
            }
            /// Its symbol, such as `ENOENT`.
            pub fn symbol(self) -> &'static str {
                match self { $(Self::$name => $symbol,)* }
            }
            /// glibc's `strerror`, as tools print it.
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

errnos! {
    /// Operation not permitted
    Perm = 1, "EPERM", "Operation not permitted";
    /// No such file or directory
    NoEnt = 2, "ENOENT", "No such file or directory";
    /// No such process
    Srch = 3, "ESRCH", "No such process";
    /// Interrupted system call
    Intr = 4, "EINTR", "Interrupted system call";
    /// Input/output error
    Io = 5, "EIO", "Input/output error";
    /// Argument list too long
    TooBig = 7, "E2BIG", "Argument list too long";
    /// Exec format error
    NoExec = 8, "ENOEXEC", "Exec format error";
    /// Bad file descriptor
    BadF = 9, "EBADF", "Bad file descriptor";
    /// No child processes
    Child = 10, "ECHILD", "No child processes";
    /// Resource temporarily unavailable
    Again = 11, "EAGAIN", "Resource temporarily unavailable";
    /// Cannot allocate memory
    NoMem = 12, "ENOMEM", "Cannot allocate memory";
    /// Permission denied
    Access = 13, "EACCES", "Permission denied";
    /// Device or resource busy
    Busy = 16, "EBUSY", "Device or resource busy";
    /// File exists
    Exist = 17, "EEXIST", "File exists";
    /// Invalid cross-device link
    XDev = 18, "EXDEV", "Invalid cross-device link";
    /// Not a directory
    NotDir = 20, "ENOTDIR", "Not a directory";
    /// Is a directory
    IsDir = 21, "EISDIR", "Is a directory";
    /// Invalid argument
    Inval = 22, "EINVAL", "Invalid argument";
    /// Too many open files
    MFile = 24, "EMFILE", "Too many open files";
    /// Inappropriate ioctl for device
    NoTty = 25, "ENOTTY", "Inappropriate ioctl for device";
    /// File too large
    FBig = 27, "EFBIG", "File too large";
    /// No space left on device
    NoSpc = 28, "ENOSPC", "No space left on device";
    /// Illegal seek
    SPipe = 29, "ESPIPE", "Illegal seek";
    /// Read-only file system
    RoFs = 30, "EROFS", "Read-only file system";
    /// Too many links
    MLink = 31, "EMLINK", "Too many links";
    /// Broken pipe
    Pipe = 32, "EPIPE", "Broken pipe";
    /// File name too long
    NameTooLong = 36, "ENAMETOOLONG", "File name too long";
    /// Directory not empty
    NotEmpty = 39, "ENOTEMPTY", "Directory not empty";
    /// Too many levels of symbolic links
    Loop = 40, "ELOOP", "Too many levels of symbolic links";
    /// Disk quota exceeded
    DQuot = 122, "EDQUOT", "Disk quota exceeded";
}

impl fmt::Display for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl std::error::Error for Errno {}
