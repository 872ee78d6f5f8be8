//! The line settings of a terminal, as `termios` has them.

/// Flags and control characters, with Linux's bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modes {
    /// Input, output, control and local flags (`c_iflag`, `c_oflag`, `c_cflag`, `c_lflag`).
    pub flags: [u32; 4],
    /// Control characters by their index (`VINTR` is 0); 0 is none.
    pub characters: [u8; 17],
}

impl Modes {
    /// Index of the least number of characters a raw read waits for.
    pub const MIN: usize = 6;
    /// Index of the tenths of a second it waits.
    pub const TIME: usize = 5;
    /// The bit of `echo` among the local flags.
    pub const ECHO: u32 = 0o10;
    /// The bit of `icanon` among the local flags.
    pub const CANONICAL: u32 = 0o2;
}

impl Default for Modes {
    /// What a terminal emulator starts with.
    fn default() -> Self {
        Self {
            flags: [0o42_400, 0o5, 0o277, 0o105_073],
            characters: [3, 0x1c, 0x7f, 0x15, 4, 0, 1, 0, 0x11, 0x13, 0x1a, 0, 0x12, 0x0f, 0x17, 0x16, 0],
        }
    }
}
